import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FaultWorld, startFaultWorld } from './fault-world.ts';
import { DATABASE, faceOf, type Move, nextMove, outcomeOf, waitingCard } from './conversation.ts';
import { appliedPaths, recordProblems, soundCards, watchForReady } from './soundness.ts';

let world: FaultWorld;
let ready: ReturnType<typeof watchForReady>;

beforeEach(async () => {
  world = await startFaultWorld();
  ready = watchForReady(world.slack, world.cluster);
});

afterEach(async () => {
  await world.close();
});

it('goes on when the process is killed after every step', async () => {
  const steps = await play(async (move, before) => {
    await move.act();
    await settled(before);
    await world.kill();
    await world.start();
  });
  expect(steps).toEqual(STEPS);
});

const STEPS = ['ask', 'clarify', 'choose', 'required', 'required', 'basic', 'advanced', 'open', 'review', 'approve'];

/** Plays a conversation to its end; returns the steps that it took. */
async function play(take: (move: Move, before: string) => Promise<void>): Promise<string[]> {
  const steps: string[] = [];
  while (outcomeOf(world.slack) === undefined) {
    const move = nextMove(world.slack, DATABASE);
    steps.push(move.name);
    await take(move, faceOf(waitingCard(world.slack)));
    await soundCards(world.slack);
  }
  await expectGoodEnd();
  return steps;
}

async function expectGoodEnd(): Promise<void> {
  expect(outcomeOf(world.slack)).toBe('Ready: every object says so itself.');
  expect(ready.untruths()).toEqual([]);
  const applied = appliedPaths(world.cluster);
  expect(applied).toEqual([...new Set(applied)]);
  expect(applied.length).toBeGreaterThan(0);
  await world.bot.stop();
  expect(await recordProblems(world)).toEqual([]);
}

/** The next card waits for a person, or the conversation has its outcome. */
async function settled(before: string): Promise<void> {
  await world.slack.waitFor(
    () =>
      outcomeOf(world.slack) !== undefined ||
      (waitingCard(world.slack) && faceOf(waitingCard(world.slack)) !== before),
    { what: 'the next step', timeoutMs: 15_000 },
  );
}
