import { describe, expect, it } from 'vitest';
import { fromChange, fromFileDeletion } from './inbound-change.ts';
import { EventCallback } from './payloads.ts';

const before = { type: 'message', user: 'U1', text: 'we use A', ts: '1700000001.000100' };
const edited = { user: 'U1', ts: '1700000009.000000' };
const after = { ...before, text: 'we use B', edited };
const tombstone = { ...before, subtype: 'tombstone', user: 'USLACKBOT', text: 'Deleted.' };

function heard(event: object): ReturnType<typeof fromChange> {
  const change = {
    type: 'message',
    subtype: 'message_changed',
    channel: 'C1',
    ts: '1700000010.000200',
    message: after,
    previous_message: before,
    ...event,
  };
  const envelope = { event_id: 'E', team_id: 'T1', event: change };
  return fromChange(EventCallback.parse(envelope), 'UBOT');
}

const deleted = {
  subtype: 'message_deleted',
  message: undefined,
  deleted_ts: before.ts,
  previous_message: before,
};

describe('the change of a message', () => {
  it('names the message and nothing that it says', () => {
    const event = heard({});

    expect(event).toEqual({
      type: 'message-changed',
      id: 'slack:changed:T1:C1:1700000001.000100:1700000009.000000',
      at: '2023-11-14T22:13:30.000Z',
      actor: { platform: 'slack', workspace: 'T1', id: 'U1' },
      place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
      messageId: before.ts,
    });
    expect(JSON.stringify(event)).not.toContain('we use');
  });

  it.each([
    ['of a link that unfolds', { message: { ...before, attachments: [{ text: 'a preview' }] } }],
    ['of a reply that is counted', { message: { ...before, reply_count: 1 } }],
    ['of a bot’s message', { previous_message: { ...before, bot_id: 'B2' } }],
    ['of the bot’s own', { message: { ...after, user: 'UBOT' }, previous_message: undefined }],
    ['that shows no edit', { message: before, previous_message: undefined }],
    ['of another kind', { subtype: 'message_replied' }],
  ])('is none of ours: %s', (_what, event) => {
    expect(heard(event)).toBeUndefined();
  });

  it('is heard of a reply that also stands in the channel', () => {
    const broadcast = { subtype: 'thread_broadcast', thread_ts: '1700000000.000100' };
    const event = {
      message: { ...after, ...broadcast },
      previous_message: { ...before, ...broadcast },
    };

    expect(heard(event)).toMatchObject({ messageId: before.ts });
  });

  it('is heard where Slack does not say how it read before', () => {
    expect(heard({ previous_message: undefined })).toMatchObject({ messageId: before.ts });
  });

  it('has another id for each edit', () => {
    const again = { ...after, edited: { ...edited, ts: '1700000011.000000' } };

    expect(heard({ message: again })?.id).not.toBe(heard({})?.id);
    expect(heard({ ts: '1700000012.000000' })?.id).toBe(heard({})?.id);
  });
});

describe('a deletion', () => {
  it('is heard once, in whichever form Slack tells of it', () => {
    const gone = heard(deleted);
    expect(gone).toHaveProperty('isDeleted', true);
    expect(heard({})).not.toHaveProperty('isDeleted');

    expect(gone).toMatchObject({ type: 'message-changed', messageId: before.ts });
    expect(heard({ message: tombstone })).toMatchObject({ id: gone?.id, actor: { id: 'U1' } });
  });

  it('is heard where Slack does not say what was deleted', () => {
    expect(heard({ ...deleted, previous_message: undefined })).toMatchObject({
      messageId: before.ts,
    });
  });

  it('of a bot’s message is none of ours', () => {
    const previous = { ...before, bot_id: 'B2' };

    expect(heard({ ...deleted, previous_message: previous })).toBeUndefined();
  });
});

describe('the deletion of a file', () => {
  const gone = { type: 'file_deleted', file_id: 'F1', event_ts: '1700000010.000200' };
  const envelope = (event: object) =>
    EventCallback.parse({ event_id: 'E', team_id: 'T1', event: { type: 'other', ...event } });

  it('names the file, and no place', () => {
    expect(fromFileDeletion(envelope(gone))).toEqual({
      type: 'file-deleted',
      id: 'slack:file-deleted:T1:F1',
      at: '2023-11-14T22:13:30.000Z',
      actor: { platform: 'slack', workspace: 'T1', id: 'USLACKBOT' },
      place: { platform: 'slack', workspace: 'T1', channel: '' },
      fileId: 'F1',
    });
  });

  it.each([
    { ...gone, type: 'file_shared' },
    { ...gone, file_id: undefined },
  ])('is nothing else: %j', (event) => {
    expect(fromFileDeletion(envelope(event))).toBeUndefined();
  });
});
