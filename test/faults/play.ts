import { expect, vi } from 'vitest';
import { type Move, nextMove, outcomeOf, type Wishes } from './conversation.ts';
import { type FaultWorld, type FaultWorldOptions, startFaultWorld } from './fault-world.ts';
import { appliedPaths, recordProblems, soundCards, watchForReady } from './soundness.ts';

/** One step of the conversation, in the hands of a test that makes trouble meanwhile. */
export interface Step {
  readonly world: FaultWorld;
  readonly move: Move;
  /** Starts the process again after it was killed during the move, which ended with `error`. */
  readonly comeBack: (error: string | undefined) => Promise<void>;
  /** Resolves when the step has led to the next one, or to the end. */
  readonly settled: () => Promise<void>;
  /** Resolves when that is so and the bot has nothing left to do. */
  readonly quiet: () => Promise<void>;
}

/** What a bot died with another takes up within twice its sweep of 30 s. */
const SETTLED_WITHIN_MS = 90_000;

/**
 * Plays a whole conversation in a world of its own, each step as `take` does it, and expects of each
 * step and of the end what must hold whatever happened. Returns the names of the steps.
 */
export async function playThrough(
  wishes: Wishes,
  take: (step: Step) => Promise<void>,
  options: FaultWorldOptions = {},
): Promise<readonly string[]> {
  const world = await startFaultWorld(options);
  const ready = watchForReady(world.slack, world.cluster);
  const steps: string[] = [];
  try {
    while (outcomeOf(world.slack) === undefined) {
      const move = nextMove(world.slack, wishes);
      steps.push(move.name);
      await take(stepOf(world, move));
      await soundCards(world.slack);
    }
    expect(outcomeOf(world.slack)).toBe('Ready: every object says so itself.');
    expect(ready.untruths()).toEqual([]);
    await expectOneApplyEach(world);
    return steps;
  } catch (cause) {
    const during = `at the step ${steps.length} (${steps.at(-1)}):\n${complaintsOf(world)}`;
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${during}`, {
      cause,
    });
  } finally {
    await world.close();
  }
}

function stepOf(world: FaultWorld, move: Move): Step {
  const { slack } = world;
  async function settled(): Promise<void> {
    const what = `what follows "${move.name}"`;
    await slack.waitFor(() => move.isFollowed(), { what, timeoutMs: SETTLED_WITHIN_MS });
  }
  return {
    world,
    move,
    settled,
    async quiet() {
      await settled();
      await nothingLeft(world);
    },
    async comeBack(error) {
      await world.start();
      slack.retryEventsNow();
      const isStuck = move.whenUnheard === 'opens-again' && !move.isFollowed();
      const isOpen = move.whenUnheard === 'submits-again' && error !== undefined;
      if (isStuck || isOpen) await move.act();
    },
  };
}

/** The last redraw of a progress may wait for its second to pass: no event tells when it is done. */
async function nothingLeft(world: FaultWorld): Promise<void> {
  await vi.waitFor(async () => expect(await world.records.unfinished()).toEqual([]), {
    timeout: SETTLED_WITHIN_MS,
  });
}

async function expectOneApplyEach(world: FaultWorld): Promise<void> {
  const applied = appliedPaths(world.cluster);
  expect(applied.length).toBeGreaterThan(0);
  expect(applied).toEqual([...new Set(applied)]);
  await nothingLeft(world);
  for (const one of world.processes) expect(await one.stop()).toBe(0);
  expect(await recordProblems(world)).toEqual([]);
}

function complaintsOf({ processes }: FaultWorld): string {
  return processes.flatMap((one) => one.complaints()).join('\n');
}
