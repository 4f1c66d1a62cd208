import type { RecommendDependencies } from '../../src/activities/recommend/dependencies.ts';
import { createFakePolicyBook } from './policy-book.ts';

/** For worlds without policies: a book that is empty, and nobody who would evaluate an expression. */
export function noPolicies(): Pick<RecommendDependencies, 'policies' | 'expressions'> {
  return {
    policies: createFakePolicyBook(),
    expressions: {
      evaluate() {
        throw new Error('There is no policy that has an expression.');
      },
    },
  };
}
