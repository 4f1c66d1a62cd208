import type { EvidenceLost } from './candidate-amending.ts';
import type { MiningDependencies } from './dependencies.ts';
import { dropQuotes, withdrawEmpty } from './lost-quotes.ts';
import { slowly } from './slow-reading.ts';
import type { Activity } from '../activity.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  type MiningEventOf,
  MiningState,
} from '../../workflows/mining/state.ts';

/** Most sessions that are told in one event. */
const TOLD_MAX = 200;

/**
 * Looks at messages that were edited or deleted as they are now: quotes that are not in them any more go,
 * and undecided candidates that have none left with them.
 */
export function createCheckSources(
  dependencies: Pick<MiningDependencies, 'conversations' | 'candidates' | 'store'>,
): Activity<MiningEffectOf<'check-sources'>, MiningEvent> {
  const { conversations, candidates } = dependencies;
  return async (effect, context) => {
    const { session, attempt, signal, now } = context;
    const { input } = MiningState.parse(session.state);
    if (input.type !== 'sources') throw new Error('there are no messages to look at');
    const { platform } = session.place;
    const { workspace, channel, messages } = input;
    const lost: EvidenceLost[] = attempt > 0 ? [...(await leftEmpty(candidates))] : [];
    for (const message of messages) {
      signal.throwIfAborted();
      const read = await slowly(() => conversations.message({ workspace, channel }, message));
      if (read.type === 'slowed') {
        // What was lost until now is settled before the pause: nothing repeats it.
        await withdrawEmpty(dependencies, lost);
        const { retryAfterMs } = read;
        return { type: 'reading-slowed', at: now(), retryAfterMs, effect };
      }
      const source = { type: 'message', platform, workspace, channel, message } as const;
      lost.push(...(await dropQuotes(candidates, source, read.value)));
    }
    const { withdrawn, reviews } = await withdrawEmpty(dependencies, lost);
    return {
      type: 'sources-checked',
      at: now(),
      removed: lost.length,
      reviews: reviews.slice(0, TOLD_MAX),
      withdrawn: withdrawn.slice(0, TOLD_MAX),
    } satisfies MiningEventOf<'sources-checked'>;
  };
}

/** What an earlier try, which came to no end, may have left: a repeat finds no quotes to remove any more. */
async function leftEmpty(
  candidates: MiningDependencies['candidates'],
): Promise<readonly EvidenceLost[]> {
  const open = (await candidates.all()).filter(({ status }) => status === 'open');
  const counted = await Promise.all(
    open.map(async ({ id }) => ({
      candidateId: id,
      left: (await candidates.evidence(id)).length,
    })),
  );
  return counted.filter(({ left }) => left === 0);
}
