import type { PatternDependencies } from './dependencies.ts';
import { conditionsOf } from './read-conditions.ts';
import type { Activity } from '../activity.ts';
import { shortened } from '../../chat/shortened.ts';
import type { Pattern } from '../../domain/pattern/pattern.ts';
import { similarTo } from '../../domain/pattern/similar.ts';
import {
  type PatternEffectOf,
  type PatternEventOf,
  PatternState,
  type SimilarPattern,
} from '../../workflows/pattern/state.ts';

const SIMILAR_MAX = 5;
const REASON_MAX = 300;

/** What says nearly the same, and when the pattern would apply. */
export function createComparePatterns(
  dependencies: Pick<PatternDependencies, 'patterns' | 'capabilities' | 'cluster'>,
): Activity<PatternEffectOf<'compare-patterns'>, PatternEventOf<'patterns-compared'>> {
  const { patterns, cluster } = dependencies;
  return async (_effect, context) => {
    const state = PatternState.parse(context.session.state);
    const [{ id: clusterId }, known] = await Promise.all([cluster.identity(), patterns.all()]);
    const { name, triggers, resources, rationale = '' } = state;
    const written = { clusterId, name, triggers, resources, rationale };
    return {
      type: 'patterns-compared',
      at: context.now(),
      similar: similarPatterns({ ...state, clusterId }, known),
      conditions: await conditionsOf(dependencies, written),
    };
  };
}

/** Nearest first, of the same cluster. */
export function similarPatterns(
  given: Pick<PatternState, 'patternId' | 'name' | 'triggers' | 'resources'> & {
    readonly clusterId: string;
  },
  known: readonly Pattern[],
): SimilarPattern[] {
  const { patternId, clusterId, name, triggers, resources } = given;
  const others = known.filter((one) => one.id !== patternId && one.clusterId === clusterId);
  return similarTo({ name, triggers, resources }, others)
    .slice(0, SIMILAR_MAX)
    .map(({ item, reason, isSame }) => ({
      id: item.id,
      version: item.version,
      name: item.name,
      owner: item.owner,
      reason: shortened(reason, REASON_MAX),
      isSame,
    }));
}
