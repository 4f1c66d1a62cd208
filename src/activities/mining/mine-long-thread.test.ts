import { describe, expect, it } from 'vitest';
import { DATABASE, GATEWAY } from '../../../test/mining-channel.ts';
import { aMiningWork, runJob } from '../../../test/mining-work.ts';
import { Failure } from '../../domain/failure.ts';

describe('a long thread', () => {
  const slow = new Failure('unavailable', 'Slower.', { retryAfterMs: 60_000 });

  /** Ninety replies, and what they lay down at both ends. */
  async function longThread(pageSize: number) {
    const work = await aMiningWork();
    const { conversations } = work;
    const head = conversations.say('C1', { text: 'How do we do this?', author: 'U7' });
    const say = (text: string) => conversations.say('C1', { thread: head.id, text });
    const first = say(DATABASE);
    for (let count = 0; count < 90; count += 1) say(`I do not know, coffee number ${count}?`);
    say(GATEWAY);
    conversations.pageSize = pageSize;
    const input = { type: 'thread', workspace: 'T1', channel: 'C1' } as const;
    return { work, head, first, input };
  }

  it('gives the same whatever a page holds, wherever the process dies', async () => {
    const whole = await longThread(200);
    await runJob(whole.work, { ...whole.input, message: whole.head.id });
    const torn = await longThread(15);
    const { state } = await runJob(
      torn.work,
      { ...torn.input, message: torn.head.id },
      { onEffect: () => 'die-after' },
    );
    const [found, expected] = await Promise.all(
      [torn, whole].map(async ({ work }) =>
        (await work.candidates.all()).map(({ resources, foundIn }) => ({ resources, foundIn })),
      ),
    );

    expect(state).toMatchObject({ stage: 'done', counts: { messages: 93, found: 2 } });
    expect(found).toEqual(expected);
  });

  it('is cut into the same conversations by any larger page', async () => {
    const ids = async (pageSize: number) => {
      const { work, input, head } = await longThread(pageSize);
      const { state } = await runJob(work, { ...input, message: head.id });
      return { ids: state.candidates.toSorted(), counts: state.counts };
    };

    expect(await ids(60)).toEqual(await ids(200));
  });

  it('goes on after the last message that was read, and reads nothing twice', async () => {
    const { work, head, input } = await longThread(15);
    const parts: unknown[] = [];
    const { state, waits } = await runJob(
      work,
      { ...input, message: head.id },
      {
        onEffect: (effect) => {
          if (effect.type === 'mine-thread') {
            parts.push(effect);
            if (parts.length % 2 === 0) work.conversations.failNext('thread', slow);
          }
          return undefined;
        },
      },
    );
    const read = work.conversations.calls.filter(({ method }) => method === 'thread');
    const places = read.map(({ what }) => what.split(' ')[2] ?? '');

    expect(state).toMatchObject({ stage: 'done', counts: { found: 2, messages: 93 } });
    expect(waits.length).toBeGreaterThan(2);
    // Each place is asked for once more only where the platform gave nothing.
    expect(new Set(places).size).toBe(places.length - waits.length);
    expect(state.thread).toMatchObject({ head: head.id, read: 93 });
  });

  it('is found from any reply, and answered in its thread where that was not known', async () => {
    const { work, head, first, input } = await longThread(200);
    work.conversations.failAfter('thread', 1, slow);
    const { state, asked, waits } = await runJob(work, { ...input, message: first.id });
    const place = { channel: 'C1', thread: head.id };

    expect(waits).toHaveLength(1);
    expect(state).toMatchObject({ stage: 'done', counts: { found: 2 }, answersIn: place });
    expect(asked).toMatchObject([
      { type: 'open', place },
      { type: 'open', place },
    ]);
  });

  it('is told to wait for where nothing shows it yet, once', async () => {
    const { work, first, input } = await longThread(200);
    work.conversations.failNext('thread', slow, 2);
    const { asked } = await runJob(work, { ...input, message: first.id }, { owner: 'U5' });
    const told = asked.filter(({ type }) => type === 'tell');

    expect(told).toMatchObject([{ to: { id: 'U5' } }]);
    expect(JSON.stringify(told)).toContain('I was asked to read more slowly.');
  });
});
