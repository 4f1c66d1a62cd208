import { createComparePatterns } from './compare-patterns.ts';
import type { PatternDependencies } from './dependencies.ts';
import { createFindResources, createFindWords } from './find-words.ts';
import { createSettleDraft, createStorePattern } from './keep-pattern.ts';
import { createLoadPattern } from './load-pattern.ts';
import { createResolveResources } from './resolve-resources.ts';
import { createWriteRationale } from './write-rationale.ts';
import { createCheckCandidate } from '../candidate/check-candidate.ts';
import { createCheckCurator } from '../taught/check-curator.ts';

/** One activity for each effect of the pattern workflow. */
export function createPatternActivities(dependencies: PatternDependencies) {
  return {
    'load-pattern': createLoadPattern(dependencies),
    'find-words': createFindWords(dependencies),
    'find-resources': createFindResources(dependencies),
    'resolve-resources': createResolveResources(dependencies),
    'write-rationale': createWriteRationale(dependencies),
    'compare-patterns': createComparePatterns(dependencies),
    'store-pattern': createStorePattern(dependencies),
    'check-candidate': createCheckCandidate(dependencies),
    'check-curator': createCheckCurator(dependencies.people),
    'settle-draft': createSettleDraft(dependencies),
  };
}
