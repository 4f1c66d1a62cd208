import type { CandidateDependencies } from './dependencies.ts';
import { seesNow } from './open-channel.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { STRANGER } from '../membership.ts';
import { curatorProblem } from '../taught/check-curator.ts';
import type { Actor, Place } from '../../chat/actor.ts';
import { seesAll } from '../../domain/mining/private-origins.ts';
import {
  type CandidateEffectOf,
  type CandidateEventOf,
  CandidateState,
} from '../../workflows/candidate/state.ts';

type Dependencies = Pick<CandidateDependencies, 'people' | 'store' | 'conversations'>;
type Checked = CandidateEventOf<'decision-granted' | 'decision-denied'>;

/**
 * Whether who decided is a curator now, and where the candidate comes from if that is private. Words count only where they can mean one review: of several in a
 * thread, each has its buttons.
 */
export function createCheckCurator(
  dependencies: Dependencies,
): Activity<CandidateEffectOf<'check-curator'>, Checked> {
  const { people, store } = dependencies;
  return async ({ type: _type, ...wish }, context) => {
    const { actor, isTyped } = wish;
    const at = context.now();
    if (isTyped === true && (await isOneOfSeveral(store, context))) {
      return { type: 'decision-denied', at, actor, reason: WHICH };
    }
    const reason =
      (await curatorProblem(people, actor)) ?? (await eyesProblem(dependencies, actor, context));
    if (reason !== undefined) return { type: 'decision-denied', at, actor, reason };
    return { type: 'decision-granted', at, ...wish };
  };
}

/** In words; undefined for whoever is in all private conversations that it comes from. */
async function eyesProblem(
  { conversations }: Dependencies,
  actor: Actor,
  { session }: Pick<ActivityContext, 'session'>,
): Promise<string | undefined> {
  const { candidate } = CandidateState.parse(session.state);
  if (!candidate) return undefined;
  const { workspace } = session.place;
  const sees = seesNow(conversations, { workspace, actor });
  return (await seesAll(candidate, sees)) ? undefined : STRANGER;
}

const WHICH =
  'Several proposals wait in this thread, and I cannot tell which one you mean. Press the button on its card.';

/** Of the newest: a thread has a handful. */
const REVIEWS_LOOKED_AT = 500;

async function isOneOfSeveral(
  store: Dependencies['store'],
  { session }: Pick<ActivityContext, 'session'>,
): Promise<boolean> {
  const filter = { workflow: 'candidate', isOpen: true, limit: REVIEWS_LOOKED_AT } as const;
  const reviews = await store.sessions(filter);
  return reviews.some(
    ({ id, isListening, place }) =>
      id !== session.id && isListening && isSamePlace(place, session.place),
  );
}

function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.platform === other.platform &&
    one.workspace === other.workspace &&
    one.channel === other.channel &&
    one.thread === other.thread
  );
}
