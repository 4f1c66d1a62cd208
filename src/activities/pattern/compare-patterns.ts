import type { PatternDependencies } from './dependencies.ts';
import { conditionsOf } from './read-conditions.ts';
import type { Activity } from '../activity.ts';
import { roleProblem } from '../permissions.ts';
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

/** What says nearly the same, when the pattern would apply, and whether it would wait for a curator. */
export function createComparePatterns(
  dependencies: Pick<PatternDependencies, 'patterns' | 'capabilities' | 'cluster' | 'people'>,
): Activity<PatternEffectOf<'compare-patterns'>, PatternEventOf<'patterns-compared'>> {
  const { patterns, cluster, people } = dependencies;
  return async (_effect, context) => {
    const state = PatternState.parse(context.session.state);
    const [{ id: clusterId }, known] = await Promise.all([cluster.identity(), patterns.all()]);
    const { name, triggers, resources, rationale = '' } = state;
    const problem = await roleProblem(people, { actor: state.author, role: 'curators' });
    const written = { clusterId, name, triggers, resources, rationale };
    return {
      type: 'patterns-compared',
      at: context.now(),
      similar: similarPatterns({ ...state, clusterId }, known),
      conditions: await conditionsOf(dependencies, written),
      isDraft: problem !== undefined,
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
