import { expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import {
  ANA,
  AT,
  aRecommendation,
  aSolution,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import type { SolutionPolicy } from '../../domain/solution.ts';
import { chooseCard, clarifyCard } from './cards-solutions.ts';
import { form } from './forms.ts';

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

it('says why a policy is there once, however many solutions keep it', () => {
  const policy = { id: 'pol-1', sentence: 'Databases run in us-east-1', reason: 'Law' };
  const policies = [{ ...policy, stands: 'kept' as const }];
  const solutions = [aSolution({ policies }), aSolution({ id: 'sol-2', policies })];
  const state = aRecommendation(understood, solutionsFound(...solutions));
  const text = JSON.stringify(chooseCard(state, true));

  expect(text.split('Databases run in us-east-1')).toHaveLength(3);
  expect(text.split('Law')).toHaveLength(2);
});

it('says at a clarifying question, and in its form, what a policy says of it', () => {
  const note = 'A policy says: No database may be publicly accessible.';
  const access = { id: 'access', text: 'Publicly?', options: [], note };
  const hosting = { id: 'hosting', text: 'Managed?', options: [] };
  const questions = [access, hosting];
  const state = aRecommendation({
    type: 'intent-understood',
    at: AT,
    questions,
    searchWords: [],
    by: 'offline',
  });
  const session = { ...aSession({ owner: ANA, workflow: 'recommend' }), state };
  const asked = form(session, { formId: 'clarify', viewer: ANA });

  expect(JSON.stringify(clarifyCard(state, true)).split(note)).toHaveLength(2);
  expect(asked).toMatchObject({ fields: [{ id: 'access', hint: note }, { id: 'hosting' }, {}] });
});

function shown(policy: SolutionPolicy): string {
  const state = aRecommendation(understood, solutionsFound(aSolution({ policies: [policy] })));
  return JSON.stringify(chooseCard(state, true));
}
