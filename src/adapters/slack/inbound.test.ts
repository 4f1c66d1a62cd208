import { describe, expect, it } from 'vitest';
import { fromMessage, pressContext } from './inbound.ts';
import { readMessageText } from './message-text.ts';
import { EventCallback, BlockActions } from './payloads.ts';

const BOT = 'UBOT';

function heard(event: object): ReturnType<typeof fromMessage> {
  const message = {
    type: 'message',
    channel: 'C1',
    user: 'U1',
    text: 'hello',
    ts: '1700000001.000100',
    thread_ts: '1700000000.000100',
    ...event,
  };
  return fromMessage(EventCallback.parse({ event_id: 'E', team_id: 'T1', event: message }), BOT);
}

describe('a message', () => {
  it.each([
    ['another bot’s', { bot_id: 'B9' }],
    ['the bot’s own', { user: BOT }],
    ['an edit', { subtype: 'message_changed' }],
    ['a deletion', { subtype: 'message_deleted' }],
    ['somebody joining', { subtype: 'channel_join' }],
    ['one in a channel that is no reply and does not name the bot', { thread_ts: undefined }],
    ['one without an author', { user: undefined }],
  ])('is not heard when it is %s', (_, event) => {
    expect(heard(event)).toBeUndefined();
  });

  it.each([
    ['a reply', {}],
    ['a reply with a file', { subtype: 'file_share' }],
    ['a reply that is also sent to the channel', { subtype: 'thread_broadcast' }],
  ])('is heard as %s', (_, event) => {
    expect(heard(event)).toMatchObject({ type: 'message-posted', namesBot: false, text: 'hello' });
  });

  it('is a command where it names the bot outside a thread', () => {
    const event = { thread_ts: undefined, text: '<@UBOT>: capabilities list' };

    expect(heard(event)).toMatchObject({ type: 'command-given', text: 'capabilities list' });
    expect(heard(event)?.place).not.toHaveProperty('thread');
  });

  it('is direct in a direct conversation, thread or not', () => {
    expect(heard({ channel: 'D1', thread_ts: undefined })).toMatchObject({ isDirect: true });
  });

  it('hides what is secret in the name of a file', () => {
    const files = [{ id: 'F1', name: 'run-AKIAIOSFODNN7EXAMPLE.md', size: 1 }];

    expect(heard({ subtype: 'file_share', files })).toMatchObject({
      files: [{ name: 'run-[hidden].md' }],
    });
  });

  it('brings its files along, as far as Slack still has them', () => {
    const files = [
      { id: 'F1', name: 'runbook.md', size: 12, mode: 'hosted' },
      { id: 'F2', file_access: 'check_file_info' },
      { id: 'F3', mode: 'tombstone' },
      { id: 'F4', mode: 'hidden_by_limit' },
    ];

    expect(heard({ subtype: 'file_share', files })).toMatchObject({
      files: [
        { id: 'F1', name: 'runbook.md', sizeBytes: 12 },
        { id: 'F2', name: 'F2', sizeBytes: 0 },
      ],
    });
    expect(heard({ files: [] })).not.toHaveProperty('files');
    expect(heard({ files: 'none' })).toMatchObject({ text: 'hello' });
  });

  it('belongs to the workspace of its author in a shared channel', () => {
    expect(heard({ user_team: 'T2' })).toMatchObject({
      actor: { workspace: 'T2' },
      place: { workspace: 'T1' },
    });
  });
});

describe('the text of a message', () => {
  it.each([
    ['<@UBOT> two &amp; &lt;three&gt;', 'two & <three>'],
    ['see <https://example.test/a>', 'see https://example.test/a'],
    ['host <http://db.example.test|db.example.test>', 'host db.example.test'],
    ['<https://example.test/guide|the guide>', 'the guide (https://example.test/guide)'],
    ['<mailto:a@example.test|a@example.test>', 'a@example.test'],
    ['ask <@U2> in <#C2|general>, <!here>', 'ask @U2 in #general, !here'],
    ['1. my-db\n2. team-a', '1. my-db\n2. team-a'],
  ])('reads %s', (written, read) => {
    expect(readMessageText(written, BOT).text).toBe(read);
  });

  it('tells a mention of the bot from one of somebody else', () => {
    expect(readMessageText('<@UBOT> hi', BOT)).toEqual({ text: 'hi', namesBot: true });
    expect(readMessageText('<@UBOTTLE> hi', BOT)).toEqual({ text: '@UBOTTLE hi', namesBot: false });
  });
});

describe('the place of a press', () => {
  const base = {
    type: 'block_actions',
    trigger_id: 't',
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    actions: [{ type: 'button', action_id: 'a', action_ts: '1.1' }],
  };
  const direct = { platform: 'slack', workspace: 'T1', channel: 'D1' } as const;

  async function placeOf(payload: object): Promise<unknown> {
    const parsed = BlockActions.parse({ ...base, ...payload });
    return (await pressContext(parsed, async () => direct)).place;
  }

  it('is the thread of the message', async () => {
    const message = { ts: '2.2', thread_ts: '1.1' };

    expect(await placeOf({ channel: { id: 'C1' }, message })).toMatchObject({ thread: '1.1' });
  });

  it('is the thread under a message that is no reply', async () => {
    expect(await placeOf({ channel: { id: 'C1' }, message: { ts: '2.2' } })).toMatchObject({
      thread: '2.2',
    });
  });

  it('is marked where the message itself stands in a channel', async () => {
    async function isOnHead(payload: object): Promise<unknown> {
      const parsed = BlockActions.parse({ ...base, ...payload });
      return (await pressContext(parsed, async () => direct)).isOnHead;
    }
    const reply = { ts: '2.2', thread_ts: '1.1' };
    const head = { ts: '1.1', thread_ts: '1.1' };

    expect(await isOnHead({ channel: { id: 'C1' }, message: { ts: '1.1' } })).toBe(true);
    expect(await isOnHead({ channel: { id: 'C1' }, message: head })).toBe(true);
    expect(await isOnHead({ channel: { id: 'C1' }, message: reply })).toBeUndefined();
    expect(await isOnHead({ channel: { id: 'D1' }, message: head })).toBeUndefined();
  });

  it('is the channel for a message that one person sees', async () => {
    const container = { type: 'message', message_ts: '2.2', is_ephemeral: true };

    expect(await placeOf({ channel: { id: 'C1' }, container })).not.toHaveProperty('thread');
  });

  it('is the direct conversation for a press in the Home', async () => {
    expect(await placeOf({ container: { type: 'view' } })).toEqual(direct);
  });
});
