import type { RecommendDependencies } from '../../src/activities/recommend/dependencies.ts';
import { createFakePolicyBook, type FakePolicyBook } from './policy-book.ts';

/** For worlds without policies: a book that is empty, and nobody who would evaluate an expression. */
export function noPolicies(): Pick<RecommendDependencies, 'expressions'> & {
  readonly policies: FakePolicyBook;
} {
  return {
    policies: createFakePolicyBook(),
    expressions: {
      evaluate() {
        throw new Error('There is no policy that has an expression.');
      },
    },
  };
}
