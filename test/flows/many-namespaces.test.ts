import { describe, expect, it } from 'vitest';
import { withKeptOptions } from '../../src/activities/recommend/kept-options.ts';
import { readAnswer } from '../../src/domain/configure/answers.ts';
import { identityQuestions } from '../../src/domain/configure/identity-questions.ts';
import { NO_FACTS } from '../../src/domain/configure/live-options.ts';
import { fieldsToWord } from '../../src/prompts/question-fields.ts';
import { wordQuestions } from '../../src/prompts/word-questions.ts';
import { STATE_MAX_BYTES } from '../../src/runtime/define-workflow.ts';
import { createReader } from '../../src/runtime/reader.ts';
import { recommendWorkflow } from '../../src/workflows/recommend/workflow.ts';
import { aSession } from '../builders.ts';
import {
  ANA,
  aRecommendation,
  aSolution,
  chosen,
  PLACE,
  questionsWritten,
  solutionsFound,
  understood,
} from '../recommend-builders.ts';

/** What is asked first on a cluster with so many namespaces. */
function questionsOf(count: number) {
  const namespaces = Array.from(
    { length: count },
    (_, number) => `team-${String(number).padStart(5, '0')}`,
  );
  const facts = { ...NO_FACTS, namespaces };
  return identityQuestions({
    solution: aSolution(),
    tables: new Map(),
    facts,
    intent: 'a database',
  });
}

/** The conversation that asks it. */
function askingOf(count: number) {
  const questions = withKeptOptions(questionsOf(count));
  const state = aRecommendation(
    understood,
    solutionsFound(aSolution()),
    chosen,
    questionsWritten(...questions),
  );
  const session = aSession({ id: 's1', owner: ANA, place: PLACE, state: {} });
  const read = createReader({
    store: { session: async () => session },
    options: { capabilities: async () => [] },
    curatorProblem: async () => undefined,
    registry: {
      load: () => ({
        form: (request) => recommendWorkflow.form({ ...session, state }, request),
      }),
    },
  });
  const formId = `answers/${state.shown.at(-1)}`;
  return { state, read, asked: { sessionId: 's1', formId, viewer: ANA } };
}

async function namespaceField(count: number) {
  const { read, asked } = askingOf(count);
  const answer = await read({ ...asked, type: 'form' });
  if (answer.type !== 'form') throw new Error(JSON.stringify(answer));
  return answer.form.fields.find(({ label }) => label === 'Namespace');
}

describe('a cluster with ten thousand namespaces', () => {
  it('keeps the conversation small, and takes each of them', () => {
    const { state } = askingOf(10_000);
    const namespace = state.questions.find(({ id }) => id === 'namespace');

    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(STATE_MAX_BYTES / 2);
    expect(namespace?.text).toContain('There are 10000');
    expect(namespace && readAnswer(namespace, 'team-09999')).toEqual({ value: 'team-09999' });
  });

  it('sends no list of them in a form: the name is typed', async () => {
    expect(await namespaceField(10_000)).toMatchObject({ kind: 'text', options: [] });
  });

  it('shows a model a dozen of them', () => {
    const intent = 'a database';
    const fields = fieldsToWord(questionsOf(10_000), intent);
    const { fields: shown = '' } = wordQuestions.values({ intent, solutionTitle: '', fields });

    expect(shown.match(/team-\d{5}/gu)).toHaveLength(12);
  });
});

describe('a cluster with two hundred and fifty namespaces', () => {
  it('has them searched, at most a hundred at a time', async () => {
    const { read, asked } = askingOf(250);
    const field = await namespaceField(250);
    const search = { ...asked, type: 'options', fieldId: field?.id ?? '' } as const;

    expect(field).toMatchObject({ kind: 'select', isSearched: true });
    const all = await read({ ...search, text: '' });
    const some = await read({ ...search, text: 'team-0024' });
    expect(all.type === 'options' && all.options).toHaveLength(100);
    expect(some.type === 'options' && some.options.map(({ value }) => value)).toEqual(
      Array.from({ length: 10 }, (_, number) => `team-0024${number}`),
    );
  });
});
