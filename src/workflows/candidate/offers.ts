import type { CandidateState, Decision, MergeTarget } from './state.ts';
import { type Candidate } from '../../domain/mining/candidate.ts';
import { PATTERN_RESOURCES_MAX } from '../../domain/pattern/pattern.ts';

/** Why it cannot be stored as a pattern just so; undefined where it can. */
export function missingText({ resources, rationale }: Candidate): string | undefined {
  if (resources.length === 0) return 'No resource of this cluster was named.';
  if (resources.length > PATTERN_RESOURCES_MAX) {
    return `It names ${resources.length} resources, and a pattern has at most ${PATTERN_RESOURCES_MAX}.`;
  }
  return rationale.trim() === '' ? 'Nobody said why, or when.' : undefined;
}

/** Whether the decision can be made of what is shown now. */
export function isOffered(
  { stage, candidate, targets }: CandidateState,
  { decision, intoId }: { readonly decision: Decision; readonly intoId?: string | undefined },
): boolean {
  if (stage !== 'open' || !candidate) return false;
  switch (decision) {
    case 'accept':
      return candidate.type === 'policy' || missingText(candidate) === undefined;
    case 'merge':
      return targets.some(({ id }) => id === intoId);
    case 'edit':
    case 'reject':
      return true;
  }
}

/** Patterns that say nearly the same: whoever accepts it decides against merging. */
export function nearPatterns({ targets }: Pick<CandidateState, 'targets'>): readonly MergeTarget[] {
  return targets.filter(({ type, isNear }) => type === 'pattern' && isNear === true);
}

/** How it is called in a sentence: `pattern` or `policy`. */
export function kindOf({ candidate }: Pick<CandidateState, 'candidate'>): 'pattern' | 'policy' {
  return candidate?.type ?? 'pattern';
}
