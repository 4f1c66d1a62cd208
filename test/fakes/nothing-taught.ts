import type { RecommendDependencies } from '../../src/activities/recommend/dependencies.ts';
import { noPolicies } from './no-policies.ts';
import { createFakePatternBook } from './pattern-book.ts';

/** For worlds in which nobody taught anything: neither policies nor patterns. */
export function nothingTaught(): Pick<
  RecommendDependencies,
  'policies' | 'expressions' | 'patterns'
> {
  return { ...noPolicies(), patterns: createFakePatternBook() };
}
