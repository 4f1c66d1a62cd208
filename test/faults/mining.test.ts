import { beforeAll, describe, expect, it } from 'vitest';
import { missingRedis } from '../redis/redis-server.ts';
import {
  type FaultWorld,
  type FaultWorldOptions,
  type Point,
  startFaultWorld,
} from './fault-world.ts';
import { beginMining, dieAt, minedIn, outcome, stallSteps, weeksOfTalk } from './mining-stage.ts';

const pastTalk = weeksOfTalk(new Date());

type Outcome = Awaited<ReturnType<typeof outcome>>;

/** What comes of it when nothing goes wrong. */
let undisturbed: Outcome;

async function mined(
  work: (world: FaultWorld) => Promise<void>,
  options: FaultWorldOptions = {},
): Promise<Outcome> {
  const world = await startFaultWorld({ pastTalk, ...options });
  try {
    await work(world);
    await minedIn(world);
    expect(world.slack.violations).toEqual([]);
    return await outcome(world);
  } catch (cause) {
    const complaints = world.processes.flatMap((one) => one.complaints()).join('\n');
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${complaints}`, {
      cause,
    });
  } finally {
    await world.close();
  }
}

function call(method: RegExp, moment: 'arrives' | 'answered', nth = 1): Point {
  return {
    nth,
    fits: (crossing) => crossing.moment === moment && method.test(crossing.path),
  };
}

beforeAll(async () => {
  undisturbed = await mined(beginMining);
});

it('finds what is laid down in seven weeks of talk, each once', () => {
  const { candidates, evidence, notices, audit } = undisturbed;

  expect(candidates.map(({ foundIn }) => foundIn).toSorted((one, other) => one - other)).toEqual([
    1, 1, 2, 2,
  ]);
  expect(evidence).toHaveLength(6);
  expect(undisturbed.reviews).toHaveLength(4);
  expect(notices).toBe(1);
  expect(audit).toEqual(['mining-asked', 'mining-opened', 'mining-finished']);
});

describe.concurrent('a channel is read once, whatever', () => {
  it('calls the process dies in', async () => {
    const after = await mined((world) =>
      dieAt(world, [
        call(/chat\.postMessage/u, 'answered'),
        call(/conversations\.history/u, 'arrives'),
        call(/conversations\.history/u, 'answered', 2),
        call(/conversations\.replies/u, 'arrives'),
        call(/conversations\.replies/u, 'answered'),
        call(/chat\.postMessage/u, 'answered'),
        call(/chat\.update/u, 'answered'),
      ]),
    );

    expect(after).toEqual(undisturbed);
  });

  it.each([
    ['what is new', 1],
    ['what another conversation says again', 2],
  ])('happens between %s and the step of its job', async (_what, foundIn) => {
    const after = await mined(async (world) => {
      const steps = stallSteps(world, foundIn);
      await beginMining(world);
      await steps.reached();
      await world.kill();
      steps.goOn();
      await world.start();
    });

    expect(after).toEqual(undisturbed);
  });

  it('Slack holds up, refuses or does not do', async () => {
    const after = await mined(async (world) => {
      const { faults } = world.slack;
      faults.next({ method: 'conversations.history', error: 'ratelimited', retryAfter: 1 });
      faults.next({
        method: 'conversations.replies',
        error: 'ratelimited',
        retryAfter: 1,
        times: 2,
      });
      faults.next({ method: 'chat.postMessage', status: 503 });
      await beginMining(world);
      await world.slack.waitFor(
        () =>
          world.slack.calls.filter(({ method }) => method === 'conversations.history').length > 2,
        { what: 'its second page', timeoutMs: 60_000 },
      );
      faults.next({ method: 'conversations.history', status: 503 });
      faults.next({ method: 'conversations.replies', error: 'internal_error' });
    });

    expect(after).toEqual(undisturbed);
  });
});

describe.skipIf(missingRedis()).concurrent('a channel that a worker reads', () => {
  it('is read once, whatever calls workers die in', async () => {
    const points = [
      call(/conversations\.replies/u, 'answered'),
      call(/chat\.postMessage/u, 'answered'),
    ];
    const after = await mined((world) => dieAt(world, points), { victim: 'worker' });

    expect(after).toEqual(undisturbed);
  });
});
