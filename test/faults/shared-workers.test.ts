import { Redis } from 'ioredis';
import { describe, expect, it, vi } from 'vitest';
import { generatedDefinitions } from '../bench/generated-definitions.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { CHANNEL, DATABASE, WEB_APPLICATION } from './conversation.ts';
import { startDescribingClaude } from './describing-claude.ts';
import { everyWrite } from './dying.ts';
import { type FaultWorld, startFaultWorld } from './fault-world.ts';
import { playThrough } from './play.ts';
import { finishedScan, PATIENCE } from './scanning.ts';
import { appliedPaths } from './soundness.ts';
import type { Crossing } from './wire.ts';

describe.skipIf(missingRedis()).concurrent('a worker', () => {
  it('that is suspended while it applies writes nothing when it wakes: another has done it', async () => {
    const frozen: string[] = [];
    const steps = await playThrough(
      WEB_APPLICATION,
      async ({ world, move, settled, quiet }) => {
        if (move.name !== 'approve') {
          await move.act();
          await settled();
          return;
        }
        const freeze = world.freezeAt({ nth: 1, fits: everyWrite('answered', 'applied') });
        await move.act();
        await freeze.sprung;
        frozen.push(...appliedPaths(world.cluster));
        // Not before: it might be the one that applies.
        const other = world.add('worker');
        await other.start();
        await quiet();
        const [applied, calls] = [appliedPaths(world.cluster), writesOf(world)];
        expect(applied.length).toBeGreaterThan(frozen.length);

        expect(await other.stop()).toBe(0);
        const before = world.victim.complaints().length;
        world.victim.thaw();
        await vi.waitFor(
          () => expect(world.victim.complaints().length).toBeGreaterThan(before),
          PATIENCE,
        );
        await expectAnswer(world);
        expect(appliedPaths(world.cluster)).toEqual(applied);
        expect(writesOf(world)).toEqual(calls);
      },
      { victim: 'worker' },
    );

    expect(steps).toContain('approve');
    expect(frozen).toHaveLength(1);
  });

  it('that is told to stop ends what people wait for, or leaves it to the next, and ends with 0', async () => {
    const steps = await playThrough(
      DATABASE,
      async ({ world, move, settled }) => {
        await move.act();
        if (['choose', 'open', 'approve'].includes(move.name)) await restarted(world);
        await settled();
      },
      { victim: 'worker' },
    );

    expect(steps).toContain('approve');
  });

  it('that is told to stop gives a scan back before it ends', async ({ onTestFinished }) => {
    const [first, second] = [await startDescribingClaude(), await startDescribingClaude()];
    const documents = generatedDefinitions(60);
    const { environment } = first;
    const world = await startFaultWorld({ victim: 'worker', documents, environment });
    onTestFinished(async () => {
      await world.close();
      await Promise.all([first.server.stop(), second.server.stop()]);
    });
    await vi.waitFor(() => expect(first.asked().length).toBeGreaterThan(5), PATIENCE);

    expect(await world.victim.stop()).toBe(0);
    expect(await inHand(world)).toBe(0); // else the next would wait until its lock runs out
    expect(first.server.givenUp).toBe(first.asked().length);

    second.allow(1_000);
    await world.add('worker', second.environment).start();
    await vi.waitFor(async () => expect(await finishedScan(world)).toBeDefined(), PATIENCE);
    expect(first.answered()).toEqual([]);
    const asked = second.asked().flat();
    expect(asked).toHaveLength(new Set(asked).size);
  });
});

describe.skipIf(missingRedis()).concurrent('of two bots', () => {
  it('each takes its share, and one takes up what the other accepted and was killed with', async () => {
    let deaths = 0;
    let share = 0;
    const steps = await playThrough(
      DATABASE,
      async ({ world, move, settled }) => {
        if (move.name === 'ask') share = await shareOfVictim(world);
        let hasDied = false;
        const death = world.killAt({ nth: 1, fits: deaths > 0 ? () => false : world.isHeard });
        void death.sprung.then(() => (hasDied = true));
        await move.act();
        await settled();
        death.disarm();
        if (hasDied) deaths += 1;
        if (move.name === 'approve') await world.victim.start(); // so that both can be stopped
      },
      { victim: 'bot' },
    );

    expect(steps).toContain('approve');
    expect(deaths).toBe(1);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(HELPS);
  });
});

const HELPS = 8;

/** Starts a second bot, connected to Slack past the wire; returns how much the first hears from then. */
async function shareOfVictim(world: FaultWorld): Promise<number> {
  const { slack } = world;
  const before = slack.sockets.connectionCount;
  await world.add('bot', { SLACK_API_URL: slack.apiUrl }).start();
  await slack.waitFor(() => slack.sockets.connectionCount > before, { what: 'its connection' });
  let heard = 0;
  const fits = (crossing: Crossing): boolean => {
    if (world.isHeard(crossing)) heard += 1;
    return false;
  };
  const counting = world.killAt({ nth: 1, fits });
  for (let asked = 0; asked < HELPS; asked += 1) {
    expect((await slack.as('ana').command(CHANNEL, '/dotai help')).error).toBeUndefined();
  }
  counting.disarm();
  return heard;
}

async function restarted({ victim }: FaultWorld): Promise<void> {
  expect(await victim.stop()).toBe(0);
  await victim.start();
}

/** What everybody was shown, in its order. */
function writesOf({ slack }: FaultWorld): readonly string[] {
  return slack.calls.map(({ method }) => method).filter((method) => SHOWN.test(method));
}

const SHOWN = /^(?:chat\.postMessage|chat\.update|files\.)/u;

/** Whoever works now answers: it has done what it had to do before. */
async function expectAnswer({ slack }: FaultWorld): Promise<void> {
  const before = slack.ephemerals('ana').length;
  await slack.as('ana').command(CHANNEL, '/dotai capabilities progress');
  await slack.waitFor(() => slack.ephemerals('ana').length > before, { what: 'an answer' });
}

/** Effects that some worker holds. */
async function inHand({ records }: FaultWorld): Promise<number> {
  if (!records.redis) throw new Error('this world shares no Redis');
  const client = new Redis(records.redis.url);
  const keys = await client.keys('bull:*:active');
  const held = await Promise.all(keys.map((key) => client.llen(key)));
  client.disconnect();
  return held.reduce((sum, count) => sum + count, 0);
}
