import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/playground/cluster/faults.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import type { MethodFault } from '../../src/playground/slack/faults.ts';
import { createBotProcess } from '../bot-process.ts';
import { AGAIN, DATABASE, titleOf, troubledCard } from './conversation.ts';
import { startFaultWorld } from './fault-world.ts';
import { playThrough, type Step } from './play.ts';

/** Longer than any outage of these tests. */
const ALL = 1_000_000;

/** The longest that the bot tries by itself: four times fifteen seconds, and the waits between. */
const GIVES_UP_WITHIN_MS = 90_000;

describe.concurrent('while the cluster', () => {
  it('does not answer at all, the person is told and can try again', async () => {
    const steps = await playThrough(DATABASE, async (step) => {
      if (step.move.name === 'choose') await expectWayOut(step, 'hang', /is not answering/u);
      else await step.move.act();
      await step.settled();
    });

    expect(steps).toContain('approve');
  });

  it.each<[string, Fault['does'], RegExp]>([
    ['fails', { status: 500 }, /cannot answer right now/u],
    ['breaks connections', 'reset', /is not answering/u],
    ['asks for patience', { status: 429 }, /asks for patience/u],
    ['does not know the bot any more', { status: 401 }, /does not accept the bot's credentials/u],
    ['forbids it', { status: 403 }, /does not allow the bot/u],
  ])('%s, the person is told at every step and can try again', async (_how, does, words) => {
    const told: string[] = [];
    await playThrough(DATABASE, async (step) => {
      if (['choose', 'open', 'approve'].includes(step.move.name)) {
        told.push(await expectWayOut(step, does, words));
      } else await step.move.act();
      await step.settled();
    });

    expect(told).toEqual(['Solutions', 'Anything else?', 'Change']);
  });

  it('cannot be read at the first start, who asks early is told and can try again', async () => {
    const steps = await playThrough(
      DATABASE,
      async (step) => {
        if (step.move.name === 'ask') await expectWayOut(step, 'reset', /could not be read/u);
        else await step.move.act();
        await step.settled();
      },
      { prepare: ({ faults }) => faults.next({ does: 'reset', times: ALL }) },
    );

    expect(steps).toContain('approve');
  });

  it('applied and its answer was lost, nothing is applied again', async () => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled }) => {
      const cut = world.cutAt({
        nth: 1,
        fits: (crossing) =>
          crossing.moment === 'answered' &&
          crossing.method === 'PATCH' &&
          !crossing.path.includes('dryRun='),
      });
      await move.act();
      await settled();
      if (move.name === 'approve') await cut.sprung;
      cut.disarm();
    });

    expect(steps).toContain('approve');
  });
});

describe.concurrent('while Slack', () => {
  it.each<[string, MethodFault]>([
    ['fails', { status: 503 }],
    ['limits the rate', { error: 'ratelimited', retryAfter: 1 }],
    ['reports an error of its own', { error: 'internal_error' }],
    ['takes calls and loses the answers', { dropResponse: true }],
  ])('%s, cards come later and once', async (_how, fault) => {
    const steps = await playThrough(DATABASE, async ({ world, move, settled, quiet }) => {
      if (move.name === 'form') {
        await move.act(); // its call is due within 3 s, so a failed one is no delay
        await settled();
        return;
      }
      world.slack.faults.next({ ...fault, method: 'chat.postMessage' });
      world.slack.faults.next({ ...fault, method: 'chat.update' });
      await move.act();
      await quiet(); // else the next step's fault meets this step's redraw, which waits longer each time
    });

    expect(steps).toContain('approve');
  });
});

it('a second bot on the same file says so and ends; the first goes on', async () => {
  const world = await startFaultWorld();
  const second = createBotProcess(world.environment);

  await expect(second.start()).rejects.toThrow(/ended with 1[\s\S]*in use by another dotai/u);

  const { error } = await world.slack.as('ana').command('#platform', '/dotai help');
  expect(error).toBeUndefined();
  await world.close();
});

/** Takes the step while the cluster is away; returns the title of the card that says so. */
async function expectWayOut(
  { world, move }: Step,
  does: Fault['does'],
  words: RegExp,
): Promise<string> {
  const { slack, cluster } = world;
  cluster.faults.next({ does, times: ALL });
  await move.act();
  const card = await slack.waitFor(() => troubledCard(slack), {
    what: 'the card that says so',
    timeoutMs: GIVES_UP_WITHIN_MS,
  });
  const text = textOf(card);
  expect(text).toMatch(words);
  expect(text).not.toMatch(/ECONN|Error:|undefined|\{"/u);
  cluster.faults.clear();
  const who = move.name === 'approve' ? 'cleo' : 'ana';
  expect((await slack.as(who).press(card, { label: AGAIN })).error).toBeUndefined();
  return titleOf(card);
}
