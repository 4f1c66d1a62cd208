import type { Wishes } from './conversation.ts';
import type { FaultWorldOptions } from './fault-world.ts';
import { playThrough, type Step } from './play.ts';
import type { Crossing } from './wire.ts';

type Moment = 'arrives' | 'answered';

/** Where each life of a step ends. */
export interface Deaths {
  readonly fits: (crossing: Crossing) => boolean;
  readonly nth: (deathsBefore: number) => number;
}

/**
 * A call that was cut off is made again by the next life, which dies at the one after it. Where two
 * calls are always under way together, only a life that is given more of them gets any further.
 */
export function secondOfLater(deathsBefore: number): number {
  return deathsBefore === 0 ? 1 : 2 + Math.floor(deathsBefore / 6);
}

/** Tries leave nothing behind, so each life makes all of them again. */
export function oneMoreEachLife(deathsBefore: number): number {
  return deathsBefore + 1;
}

/** Plays the conversation, dying as `deathsAt` says of each step; returns how often. */
export async function playDying(
  wishes: Wishes,
  deathsAt: (step: string) => Deaths | undefined,
  options?: FaultWorldOptions,
): Promise<number> {
  let deaths = 0;
  const take = async (step: Step): Promise<void> => {
    const how = deathsAt(step.move.name);
    if (how) deaths += await die(step, how);
    else await step.move.act();
    await step.settled();
  };
  await playThrough(wishes, take, options);
  return deaths;
}

export function pick(of: Readonly<Record<string, Deaths>>, step: string): Deaths | undefined {
  return of[step];
}

/** More lives than any step needs: a step that needs more is going round in circles. */
const MOST_LIVES = 40;

/** Takes the step and dies in it, life after life, until one ends it. Returns the deaths. */
export async function die(
  { world, move, quiet, comeBack }: Step,
  { fits, nth }: Deaths,
): Promise<number> {
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
export function everyChange(moment: Moment): Deaths['fits'] {
  const isApply = everyWrite(moment, 'applied');
  return (crossing) =>
    isApply(crossing) ||
    (crossing.moment === moment &&
      /\/api\/(chat|views|files\.completeUploadExternal)/u.test(crossing.path));
}

export function isSchemaRead(crossing: Crossing): boolean {
  return crossing.moment === 'answered' && crossing.path.startsWith('/openapi/v3/');
}

export function everyWrite(moment: Moment, how: 'tried' | 'applied'): Deaths['fits'] {
  return (crossing) =>
    crossing.moment === moment &&
    crossing.method === 'PATCH' &&
    crossing.path.includes('dryRun=') === (how === 'tried');
}
