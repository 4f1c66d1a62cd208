import { expect, it } from 'vitest';
import { refusedEvent } from './refused.ts';
import { aQuestion, aRecommendation, aSolution, AT } from '../../../test/recommend-builders.ts';
import { aRow, aTable } from '../../../test/tables.ts';
import { NO_FACTS } from '../../domain/configure/live-options.ts';
import { transition } from '../../workflows/recommend/transition.ts';

const PASSWORD = { alias: 'database', path: 'spec.credentials.password' };
const PROBLEM = { ...PASSWORD, message: 'This looks like a secret.' };

const OBJECT = { type: 'object' } as const;
/** As the schema has it, so that the refused field could be asked for anew. */
const tables = new Map([
  ['h1', aTable([aRow('spec', OBJECT), aRow('spec.credentials', OBJECT), aRow(PASSWORD.path)])],
]);

/** What follows when the manifests of this alternative are refused for its password. */
function refusedWith(value: 'url' | 'credentials') {
  const onlyWith = { questionId: 'way', value: 'credentials' };
  const questions = [
    aQuestion({ id: 'way', addresses: [] }),
    aQuestion({ id: 'password', addresses: [PASSWORD], onlyWith }),
  ];
  const answers = [{ questionId: 'way', value, by: 'ana', at: AT, how: 'typed' as const }];
  const state = { ...aRecommendation(), stage: 'generating' as const, questions, answers };
  const input = { solution: aSolution(), tables, facts: NO_FACTS, intent: '' };
  const event = refusedEvent({ problems: [PROBLEM], input, state, at: AT });
  return transition(state, event).state;
}

it('leads back to the question whose answer was refused', () => {
  const { problems, trouble } = refusedWith('credentials');

  expect(problems).toEqual({ password: PROBLEM.message });
  expect(trouble).toBeUndefined();
});

it('says in words what was refused where its question is not shown', () => {
  const { problems, trouble } = refusedWith('url');

  expect(problems).toEqual({});
  expect(trouble?.message).toBe(`${PASSWORD.path}: ${PROBLEM.message}`);
});
