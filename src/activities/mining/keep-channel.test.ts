import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/builders.ts';
import { callsOf, CHANNEL_INPUT, talkIn } from '../../../test/mining-channel.ts';
import { aChannel } from '../../../test/fakes/conversations.ts';
import { aMiningWork, NOW, runJob } from '../../../test/mining-work.ts';
import { Failure } from '../../domain/failure.ts';
import type { MiningEvent } from '../../workflows/mining/state.ts';

const OPEN: MiningEvent = {
  type: 'decision-pressed',
  at: NOW,
  actor: anActor('U1'),
  wish: 'open',
};

describe('opening a channel', () => {
  it('posts one notice before anything is read, and notes who opened it', async () => {
    const work = await aMiningWork();
    talkIn(work);
    const noticesBefore = new Map<string, number>();
    const { state } = await runJob(work, CHANNEL_INPUT, {
      presses: [OPEN],
      onEffect: ({ type }) => {
        noticesBefore.set(type, work.chat.messages.length);
        return type === 'open-channel' ? 'die-after' : undefined;
      },
    });
    const channel = await work.channels.get('slack:T1:C1');

    expect(state).toMatchObject({ stage: 'done', counts: { found: 2 } });
    expect(noticesBefore.get('open-channel')).toBe(0);
    expect(noticesBefore.get('mine-page')).toBe(1);
    expect(work.chat.messages).toHaveLength(1);
    expect(JSON.stringify(work.chat.messages)).toContain('I read this channel for patterns');
    expect(channel).toMatchObject({
      isOn: true,
      changedBy: 'slack:T1:U1',
      noticeUrl: 'https://chat.example.com/C1/m1',
    });
  });

  it('is no matter of whoever is no curator any more', async () => {
    const work = await aMiningWork();
    const { state, asked } = await runJob(work, CHANNEL_INPUT, {
      presses: [{ ...OPEN, actor: anActor('U2') }],
    });

    expect(state.stage).toBe('confirming');
    expect(asked).toMatchObject([{ type: 'tell', to: { id: 'U2' } }]);
    expect(await work.channels.get('slack:T1:C1')).toBeUndefined();
  });

  it('ends where the notice cannot be posted: nothing is read unsaid', async () => {
    const work = await aMiningWork();
    work.chat.failNext('post', new Failure('forbidden', 'I may not write there.'));
    const effects: string[] = [];
    await expect(
      runJob(work, CHANNEL_INPUT, {
        presses: [OPEN],
        onEffect: ({ type }) => {
          effects.push(type);
          return undefined;
        },
      }),
    ).rejects.toThrow('I may not write there.');

    expect(effects).not.toContain('mine-page');
    expect(await work.channels.get('slack:T1:C1')).toBeUndefined();
  });

  it.each([
    ['an archived channel', { isArchived: true }, 'archived'],
    ['a channel without the bot', { isMember: false }, '/invite @dotai'],
    ['a private channel without the bot', { isMember: false, isPrivate: true }, '/invite @dotai'],
    ['a direct conversation', { isDirect: true }, 'no direct conversations'],
    ['a channel with other organisations', { isShared: true }, 'other organisations'],
  ])('is refused for %s, with what to do', async (_name, over, reason) => {
    const work = await aMiningWork();
    work.conversations.channels.set('C1', aChannel({ id: 'C1', name: 'platform', ...over }));
    const { state } = await runJob(work, CHANNEL_INPUT);

    expect(state.stage).toBe('refused');
    expect(state.problem).toContain(reason);
    expect(callsOf(work, 'history')).toEqual([]);
  });
});

describe('closing a channel', () => {
  const input = { type: 'closing', workspace: 'T1', channel: 'C1', name: 'platform' } as const;

  it('ends it for the next time, and says where it was not open', async () => {
    const work = await aMiningWork({ channel: {} });
    const first = await runJob(work, input);
    const again = await runJob(work, input);

    expect(first.state).toMatchObject({ stage: 'done', wasClosed: false });
    expect(again.state).toMatchObject({ stage: 'done', wasClosed: true });
    expect(await work.channels.get('slack:T1:C1')).toMatchObject({ isOn: false, version: 2 });
  });

  const elsewhere = { ...input, channel: 'C2', name: 'board' } as const;

  async function closedElsewhere(fault?: Failure, dies = false) {
    const work = await aMiningWork({ channel: { id: 'slack:T1:C2', name: 'board' } });
    if (fault) work.chat.failNext('post', fault);
    const { state } = await runJob(work, elsewhere, {
      onEffect: ({ type }) => (dies && type === 'close-channel' ? 'die-after' : undefined),
    });
    return { state, messages: work.chat.messages, channel: await work.channels.get('slack:T1:C2') };
  }

  it('is said once where the notice stands, through a stop as well', async () => {
    for (const dies of [false, true]) {
      const { messages, channel } = await closedElsewhere(undefined, dies);

      expect(channel?.isOn).toBe(false);
      expect(messages.map(({ reference }) => reference.channel)).toEqual(['C2']);
      expect(JSON.stringify(messages)).toContain('I do not read this channel any more');
    }
  });

  it('is done where nothing can be posted, too', async () => {
    const { state, channel } = await closedElsewhere(new Failure('forbidden', 'Not there.'));

    expect(state).toMatchObject({ stage: 'done', wasClosed: false });
    expect(channel?.isOn).toBe(false);
  });
});
