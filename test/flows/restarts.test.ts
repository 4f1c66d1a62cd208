import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import {
  DATABASE,
  nextMove,
  outcomeOf,
  WEB_APPLICATION,
  type Wishes,
} from '../faults/conversation.ts';
import { appliedPaths, soundCards, watchForReady } from '../faults/soundness.ts';
import { startWorld, type World } from '../world.ts';

let world: World;

beforeEach(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 60 } });
});

afterEach(async () => {
  await world.close();
});

describe('a bot that is opened again after every step', () => {
  it.each([
    ['a database', DATABASE, 1],
    ['a web application of three objects', WEB_APPLICATION, 3],
  ])('brings %s to its end, no step taken twice', async (_name, wishes, fewestObjects) => {
    const ready = watchForReady(world.slack, world.cluster);

    const steps = await playRestarting(wishes);

    expect(steps.slice(-3)).toEqual(['open', 'review', 'approve']);
    expect(new Set(steps).size).toBe(steps.length - 1); // `required`: a part at first, then the rest
    expect(outcomeOf(world.slack)).toBe('Ready: every object says so itself.');
    expect(ready.untruths()).toEqual([]);
    const applied = appliedPaths(world.cluster);
    expect(applied.length).toBeGreaterThanOrEqual(fewestObjects);
    expect(applied).toEqual([...new Set(applied)]);
  });
});

/** Plays a conversation; the bot is dropped and opened again before each next step. */
async function playRestarting(wishes: Wishes): Promise<readonly string[]> {
  const { slack } = world;
  const steps: string[] = [];
  while (outcomeOf(slack) === undefined) {
    const move = nextMove(slack, wishes);
    steps.push(move.name);
    expect(await move.act()).toBeUndefined();
    await slack.waitFor(() => move.isFollowed(), { what: `what follows "${move.name}"` });
    await world.restartBot();
    await slack.connected();
    await soundCards(slack);
  }
  return steps;
}
