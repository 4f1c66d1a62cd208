import { describe, expect, it } from 'vitest';
import { DATABASE, WEB_APPLICATION, type Wishes } from './conversation.ts';
import { playThrough, type Step } from './play.ts';
import type { Crossing } from './wire.ts';

type Moment = 'arrives' | 'answered';

describe.concurrent('every call that changes something', () => {
  it('may be the last, before the server has seen it', async () => {
    const dying = { fits: everyChange('arrives'), nth: secondOfLater };

    expect(await playDying(DATABASE, () => dying)).toBeGreaterThan(20);
  });

  it('may be the last, when it took effect and its answer is lost', async () => {
    const dying = { fits: everyChange('answered'), nth: secondOfLater };

    expect(await playDying(DATABASE, () => dying)).toBeGreaterThan(20);
  });
});

describe.concurrent('of three objects, the rest is tried and applied, and none is applied twice', () => {
  it('when the process is killed before each', async () => {
    const dying = {
      open: { fits: everyWrite('arrives', 'tried'), nth: oneMoreEachLife },
      approve: { fits: everyWrite('arrives', 'applied'), nth: secondOfLater },
    };

    expect(await playDying(WEB_APPLICATION, (step) => pick(dying, step))).toBe(6);
  });

  it('when the process is killed after each, before it learnt of it', async () => {
    const dying = {
      open: { fits: everyWrite('answered', 'tried'), nth: oneMoreEachLife },
      approve: { fits: everyWrite('answered', 'applied'), nth: () => 1 },
    };

    expect(await playDying(WEB_APPLICATION, (step) => pick(dying, step))).toBe(6);
  });
});

it('the first look at the cluster goes on where it was when the process is killed in it', async () => {
  let deaths = 0;
  const steps = await playThrough(
    DATABASE,
    async (step) => {
      const { world, move, settled } = step;
      if (move.name === 'ask') {
        world.cluster.faults.clear();
        deaths = await die(step, { fits: isSchemaRead, nth: () => 10 });
      } else await move.act();
      await settled();
    },
    ({ faults }) => faults.next({ does: { status: 401 }, times: 1_000_000 }),
  );

  expect(steps).toContain('approve');
  expect(deaths).toBeGreaterThan(1);
});

/** Where each life of a step ends. */
interface Deaths {
  readonly fits: (crossing: Crossing) => boolean;
  readonly nth: (deathsBefore: number) => number;
}

/**
 * A call that was cut off is made again by the next life, which dies at the one after it. Where two
 * calls are always under way together, only a life that is given more of them gets any further.
 */
function secondOfLater(deathsBefore: number): number {
  return deathsBefore === 0 ? 1 : 2 + Math.floor(deathsBefore / 6);
}

/** Tries leave nothing behind, so each life makes all of them again. */
function oneMoreEachLife(deathsBefore: number): number {
  return deathsBefore + 1;
}

/** Plays the conversation, dying as `deathsAt` says of each step; returns how often. */
async function playDying(
  wishes: Wishes,
  deathsAt: (step: string) => Deaths | undefined,
): Promise<number> {
  let deaths = 0;
  await playThrough(wishes, async (step) => {
    const how = deathsAt(step.move.name);
    if (how) deaths += await die(step, how);
    else await step.move.act();
    await step.settled();
  });
  return deaths;
}

function pick(of: Readonly<Record<string, Deaths>>, step: string): Deaths | undefined {
  return of[step];
}

/** More lives than any step needs: a step that needs more is going round in circles. */
const MOST_LIVES = 40;

/** Takes the step and dies in it, life after life, until one ends it. Returns the deaths. */
async function die({ world, move, quiet, comeBack }: Step, { fits, nth }: Deaths): Promise<number> {
  // What the person saw of the first try; they know it before they look at the bot that came back.
  let seen: Promise<string | undefined> | undefined;
  for (let deaths = 0; deaths < MOST_LIVES; deaths += 1) {
    const death = world.killAt({ nth: nth(deaths), fits });
    const acted = seen ? seen.then(comeBack) : (seen = move.act());
    const survival = acted.then(() => quiet()).then(() => true);
    survival.catch(() => undefined); // a life that was cut short leaves its waiting behind
    const hasSurvived = await Promise.race([survival, death.sprung.then(() => false)]);
    if (hasSurvived) {
      death.disarm();
      return deaths;
    }
  }
  throw new Error(`"${move.name}" did not end in ${MOST_LIVES} lives`);
}

/** What people see of it: messages, files and forms; and whatever is written to the cluster. */
function everyChange(moment: Moment): Deaths['fits'] {
  const isApply = everyWrite(moment, 'applied');
  return (crossing) =>
    isApply(crossing) ||
    (crossing.moment === moment &&
      /\/api\/(chat|views|files\.completeUploadExternal)/u.test(crossing.path));
}

function isSchemaRead(crossing: Crossing): boolean {
  return crossing.moment === 'answered' && crossing.path.startsWith('/openapi/v3/');
}

function everyWrite(moment: Moment, how: 'tried' | 'applied'): Deaths['fits'] {
  return (crossing) =>
    crossing.moment === moment &&
    crossing.method === 'PATCH' &&
    crossing.path.includes('dryRun=') === (how === 'tried');
}
