import { readClusterPolicies } from './cluster-policies.ts';
import type { MiningDependencies } from './dependencies.ts';
import { keepFinds } from './keep-finds.ts';
import { TOLD_MAX } from './mine-part.ts';
import type { Activity } from '../activity.ts';
import { actorKey } from '../../chat/actor.ts';
import {
  type MiningEffectOf,
  type MiningEventOf,
  MiningState,
} from '../../workflows/mining/state.ts';
import { NOTHING_MINED } from '../../workflows/mining/progress.ts';

const UNREAD_MAX = 20;

/** Proposes the policies that the cluster has of its own. No model is asked: they say what they check. */
export function createImportPolicies(
  dependencies: Pick<
    MiningDependencies,
    'cluster' | 'candidates' | 'patterns' | 'policies' | 'store'
  >,
): Activity<MiningEffectOf<'import-policies'>, MiningEventOf<'part-mined'>> {
  return async (_effect, context) => {
    const { startedAt: since } = MiningState.parse(context.session.state);
    const read = await readClusterPolicies(dependencies, context.signal);
    const askedBy = actorKey(context.session.owner);
    const foundAt = context.now();
    const found = read.found.map(({ candidate, evidence }) => ({
      candidate: { ...candidate, askedBy, foundAt },
      evidence,
    }));
    await context.checkTurn();
    const kept = await keepFinds(dependencies, found, {
      askedBy,
      since,
      isRepeat: context.attempt > 0,
      signal: context.signal,
    });
    return {
      type: 'part-mined',
      at: context.now(),
      counts: {
        ...NOTHING_MINED,
        conversations: read.objects,
        hidden: found.filter(({ candidate }) => candidate.hasHidden).length,
        found: kept.found.length,
        policies: kept.found.filter(({ type }) => type === 'policy').length,
        strengthened: kept.strengthened,
        known: kept.known,
      },
      found: kept.found.slice(0, TOLD_MAX).map(({ id: candidateId }) => ({ candidateId })),
      reviews: kept.reviews.slice(0, TOLD_MAX),
      unread: read.unread.slice(0, UNREAD_MAX).map((one) => ({ ...one })),
      isLast: true,
    };
  };
}
