import type { EvidenceLost } from './candidate-amending.ts';
import type { MiningDependencies } from './dependencies.ts';
import { dropFile, dropQuotes, withdrawEmpty } from './lost-quotes.ts';
import { slowly } from './slow-reading.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import type { ChangedSource } from '../../workflows/mining/changed-source.ts';
import { changesOf } from '../../workflows/mining/sources.ts';
import {
  type MiningEffectOf,
  type MiningEvent,
  type MiningEventOf,
  MiningState,
} from '../../workflows/mining/state.ts';

/** Most sessions that are told in one event. */
const TOLD_MAX = 200;

/** Most changes that are looked at before those that wait behind them have their turn. */
const LOOKED_AT_ONCE = 50;

type Dependencies = Pick<MiningDependencies, 'conversations' | 'candidates' | 'store'>;

/**
 * Looks at messages that were edited as they are now: quotes that are not in them any more go, and undecided
 * candidates that have none left with them. Of what was deleted nothing is looked up, so it goes first.
 */
export function createCheckSources(
  dependencies: Dependencies,
): Activity<MiningEffectOf<'check-sources'>, MiningEvent> {
  return async ({ lookUpAfter }, context) => {
    const state = MiningState.parse(context.session.state);
    const gone = context.attempt > 0 ? await leftEmpty(dependencies.candidates) : [];
    const looks = await lookAt(dependencies, { state, lookUpAfter }, context);
    const lost = [...gone, ...looks.lost];
    const { withdrawn, reviews } = await withdrawEmpty(dependencies, lost);
    return {
      type: 'sources-checked',
      at: context.now(),
      looked: [...looks.looked],
      ...(looks.retryAfterMs === undefined ? {} : { retryAfterMs: looks.retryAfterMs }),
      removed: lost.length,
      reviews: reviews.slice(0, TOLD_MAX),
      withdrawn: withdrawn.slice(0, TOLD_MAX),
    } satisfies MiningEventOf<'sources-checked'>;
  };
}

interface Looks {
  /** The turns of those that were looked at. */
  readonly looked: readonly number[];
  readonly lost: readonly EvidenceLost[];
  /** The platform asked to slow down before the others could be. */
  readonly retryAfterMs?: number;
}

/** As many as there are, or can be. What fails with nothing looked at is thrown. */
async function lookAt(
  dependencies: Dependencies,
  given: { readonly state: MiningState; readonly lookUpAfter: string | undefined },
  { session, signal, now }: ActivityContext,
): Promise<Looks> {
  const { state, lookUpAfter } = given;
  const { input } = state;
  if (input.type !== 'sources') throw new Error('there are no messages to look at');
  const { platform } = session.place;
  const { workspace, channel } = input;
  const looked: number[] = [];
  const lost: EvidenceLost[] = [];
  for (const change of goneFirst(changesOf(state)).slice(0, LOOKED_AT_ONCE)) {
    signal.throwIfAborted();
    if (!change.isDeleted && lookUpAfter !== undefined) {
      const waitMs = Date.parse(lookUpAfter) - Date.parse(now());
      return { looked, lost, retryAfterMs: Math.max(0, waitMs) };
    }
    const place = { platform, workspace, channel };
    const dropping = slowly(() => drop(dependencies, place, change));
    const read = await dropping.catch((error: unknown) => {
      if (looked.length === 0) throw error;
      return undefined;
    });
    if (!read) break;
    if (read.type === 'slowed') return { looked, lost, retryAfterMs: read.retryAfterMs };
    lost.push(...read.value);
    looked.push(change.turn);
  }
  return { looked, lost };
}

function goneFirst(changes: readonly ChangedSource[]): readonly ChangedSource[] {
  return changes.toSorted((one, other) => Number(other.isDeleted) - Number(one.isDeleted));
}

async function drop(
  { candidates, conversations }: Dependencies,
  place: {
    readonly platform: 'slack' | 'teams';
    readonly workspace: string;
    readonly channel: string;
  },
  { type, id: message, isDeleted }: ChangedSource,
): Promise<readonly EvidenceLost[]> {
  if (type === 'file') return dropFile(candidates, message);
  const { workspace, channel } = place;
  const present = isDeleted
    ? undefined
    : await conversations.message({ workspace, channel }, message);
  return dropQuotes(candidates, { ...place, message }, present);
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
