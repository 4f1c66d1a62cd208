import type { CandidateDependencies } from './dependencies.ts';
import type { Activity, ActivityContext } from '../activity.ts';
import { requireRole } from '../permissions.ts';
import type { Place } from '../../chat/actor.ts';
import { Failure } from '../../domain/failure.ts';
import type { CandidateEffectOf, CandidateEventOf } from '../../workflows/candidate/state.ts';

type Dependencies = Pick<CandidateDependencies, 'people' | 'store'>;
type Checked = CandidateEventOf<'decision-granted' | 'decision-denied'>;

/**
 * Whether who decided is a curator now. Words count only where they can mean one review: of several in a
 * thread, each has its buttons.
 */
export function createCheckCurator({
  people,
  store,
}: Dependencies): Activity<CandidateEffectOf<'check-curator'>, Checked> {
  return async ({ type: _type, ...wish }, context) => {
    const { actor, isTyped } = wish;
    const at = context.now();
    if (isTyped === true && (await isOneOfSeveral(store, context))) {
      return { type: 'decision-denied', at, actor, reason: WHICH };
    }
    try {
      await requireRole(people, { actor, role: 'curators' });
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'forbidden') throw error;
      return { type: 'decision-denied', at, actor, reason: error.message };
    }
    return { type: 'decision-granted', at, ...wish };
  };
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
