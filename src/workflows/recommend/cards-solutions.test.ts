import { expect, it } from 'vitest';
import {
  aRecommendation,
  aSolution,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import type { SolutionPolicy } from '../../domain/solution.ts';
import { chooseCard } from './cards-solutions.ts';

it('says of a policy where it holds, and what it forbids of the request', () => {
  const sentence = 'Databases run in us-east-1';
  const where = 'in a-team and b-team';
  const kept = { id: 'pol-1', sentence, stands: 'kept' as const, reason: 'Law' };
  const forbidden = { id: 'pol-1', sentence, stands: 'forbidden' as const, reason: 'eu-west-1' };

  expect(shown(kept)).toContain('✓ Keeps: Databases run in us-east-1 – Law');
  expect(shown({ ...kept, where })).toContain(
    '✓ Keeps, in a-team and b-team: Databases run in us-east-1 – Law',
  );
  expect(shown(forbidden)).toContain(
    '✗ You asked for eu-west-1; a policy forbids it: Databases run in us-east-1',
  );
  expect(shown({ ...forbidden, where })).toContain(
    'a policy forbids it, in a-team and b-team: Databases run in us-east-1',
  );
});

function shown(policy: SolutionPolicy): string {
  const state = aRecommendation(understood, solutionsFound(aSolution({ policies: [policy] })));
  return JSON.stringify(chooseCard(state, true));
}
