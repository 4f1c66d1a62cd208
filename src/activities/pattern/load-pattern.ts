import type { PatternDependencies } from './dependencies.ts';
import { conditionsOf } from './read-conditions.ts';
import type { Activity } from '../activity.ts';
import { canonicalJson, toJson } from '../../domain/json.ts';
import type { Pattern, PatternConditions } from '../../domain/pattern/pattern.ts';
import {
  type PatternEffectOf,
  type PatternEventOf,
  PatternState,
} from '../../workflows/pattern/state.ts';

type Dependencies = Pick<PatternDependencies, 'patterns' | 'candidates' | 'capabilities'>;

/** What the conversation begins with, or is merged into: a pattern, a candidate that is open still, or both. */
export function createLoadPattern(
  dependencies: Dependencies,
): Activity<PatternEffectOf<'load-pattern'>, PatternEventOf<'pattern-loaded'>> {
  const { patterns, candidates } = dependencies;
  return async (_effect, context) => {
    const state = PatternState.parse(context.session.state);
    const { patternId, candidateId } = wantedBy(state);
    const [pattern, candidate] = await Promise.all([
      patternId === undefined ? undefined : patterns.get(patternId),
      candidateId === undefined ? undefined : candidates.get(candidateId),
    ]);
    const isOpen = candidate?.status === 'open' && candidate.type === 'pattern';
    const evidence = isOpen ? await candidates.evidence(candidate.id) : [];
    const areOwn = pattern !== undefined && (await areConditionsOwn(dependencies, pattern));
    return {
      type: 'pattern-loaded',
      at: context.now(),
      ...(pattern ? { pattern } : {}),
      ...(areOwn ? { areConditionsOwn: true } : {}),
      ...(isOpen ? { candidate } : {}),
      evidenceCount: evidence.length,
    };
  };
}

function wantedBy({ input, mergeInto }: PatternState) {
  if (mergeInto !== undefined) return { patternId: mergeInto, candidateId: undefined };
  switch (input.type) {
    case 'new':
      return { patternId: undefined, candidateId: undefined };
    case 'edit':
      return { patternId: input.patternId, candidateId: undefined };
    case 'candidate':
      return { patternId: input.intoPatternId, candidateId: input.candidateId };
  }
}

/** Whether code would read others from the rest of the pattern. */
async function areConditionsOwn(dependencies: Dependencies, pattern: Pattern): Promise<boolean> {
  const read = await conditionsOf(dependencies, pattern);
  return keyOf(read) !== keyOf(pattern.conditions);
}

function keyOf(conditions: PatternConditions): string {
  return canonicalJson(toJson(conditions));
}
