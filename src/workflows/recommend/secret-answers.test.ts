import { describe, expect, it } from 'vitest';
import {
  ANA,
  AT,
  PLACE,
  answersGiven,
  aQuestion,
  aRecommendation,
  aSolution,
  chosen,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import type { Form, FormField } from '../../chat/form.ts';
import type { SessionOf } from '../../chat/session.ts';
import { redactedCard } from '../../chat/redacted-card.ts';
import { redactedForm } from '../../chat/redacted-form.ts';
import type { Question } from '../../domain/question.ts';
import { form } from './forms.ts';
import type { RecommendState } from './state.ts';
import { transition } from './transition.ts';
import { view } from './view.ts';

/** What the question for `spec.adminPassword` becomes when a model words it. */
const phrase = aQuestion({
  id: 'phrase',
  label: 'Admin sign-in phrase',
  text: 'How does the admin sign in?',
  addresses: [{ alias: 'database', path: 'spec.adminPassword' }],
  options: [],
  isOpen: true,
  isSecret: true,
});

function asking(...questions: Question[]): RecommendState {
  return aRecommendation(
    understood,
    solutionsFound(aSolution()),
    chosen,
    questionsWritten(...questions, aQuestion()),
  );
}

function sessionOf(state: RecommendState): SessionOf<RecommendState> {
  return {
    id: 's1',
    workflow: 'recommend',
    owner: ANA,
    place: PLACE,
    version: 1,
    openedAt: AT,
    updatedAt: AT,
    isOpen: true,
    isListening: true,
    state,
  };
}

function cardsOf(state: RecommendState): string {
  return JSON.stringify(view(sessionOf(state)).map(({ card }) => redactedCard(card)));
}

function shownForm(state: RecommendState): Form {
  const shown = form(sessionOf(state), { formId: `answers/${state.shown.at(-1)}`, viewer: ANA });
  if (!('fields' in shown)) throw new Error('There is no form.');
  expect(shown.fields.length).toBeGreaterThan(0);
  return redactedForm(shown);
}

function formOf(state: RecommendState): string {
  return JSON.stringify(shownForm(state));
}

function phraseField(state: RecommendState): FormField | undefined {
  return shownForm(state).fields.find(({ id }) => id === 'phrase');
}

describe('the answer to a question for a secret', () => {
  it('is hidden while its stage is asked and afterwards, whatever the question is called', () => {
    const asked = transition(asking(phrase), answersGiven({ phrase: 'horsebattery' })).state;
    const done = transition(asked, answersGiven({ size: 'small' })).state;

    expect(done.answers.map(({ value }) => value)).toContain('horsebattery');
    expect(done.asking).not.toBe('required');
    for (const state of [asked, done]) {
      expect(cardsOf(state)).not.toContain('horsebattery');
      expect(cardsOf(state)).toContain('[hidden]');
    }
  });

  it('does not stand in the form that is opened again', () => {
    const state = transition(asking(phrase), answersGiven({ phrase: 'horsebattery' })).state;

    expect(formOf(state)).not.toContain('horsebattery');
  });

  it('is kept where its field is left empty in the form that is opened again', () => {
    const asked = asking(phrase);
    const state = transition(asked, answersGiven({ phrase: 'horsebattery' })).state;
    const left = transition(state, answersGiven({ size: 'small' }, { isWholeStage: true })).state;

    expect(phraseField(asked)).toMatchObject({ isRequired: true });
    expect(phraseField(asked)).not.toHaveProperty('isUnshown');
    expect(phraseField(state)).toMatchObject({ isRequired: false, isUnshown: true });
    expect(left.answers.map(({ value }) => value)).toContain('horsebattery');
  });

  it('is kept too where only its label or its looks hide it', () => {
    const { isSecret: _, ...open } = { ...phrase, label: 'Admin password' };
    const state = transition(asking(open), answersGiven({ phrase: 'horsebattery' })).state;

    expect(phraseField(state)).toMatchObject({ isUnshown: true });
  });

  it('has to be replaced or taken back where it was refused', () => {
    const answered = transition(asking(phrase), answersGiven({ phrase: 'horsebattery' })).state;
    const refused = { ...answered, problems: { phrase: 'This looks like a secret.' } };

    expect(phraseField(refused)).toMatchObject({ isRequired: true });
    expect(phraseField(refused)).not.toHaveProperty('isUnshown');
  });

  it('is kept where a try to replace it is given up', () => {
    const limits = { type: 'string', pattern: '^[a-z]+$' } as const;
    const asked = asking({ ...phrase, limits });
    const answered = transition(asked, answersGiven({ phrase: 'horsebattery' })).state;
    const wrong = transition(answered, answersGiven({ phrase: '1' }, { isWholeStage: true }));
    const left = transition(wrong.state, answersGiven({ size: 'small' }, { isWholeStage: true }));

    expect(wrong.state.problems).toHaveProperty('phrase');
    expect(left.reply).toEqual({ type: 'closed' });
    expect(left.state.answers.map(({ value }) => value)).toContain('horsebattery');
  });

  it('is not quoted where it cannot be read', () => {
    const list = { ...phrase, limits: { type: 'array', itemType: 'string' } } as const;
    const typed = '[["horsebattery"]]';
    const open = transition(
      asking({ ...list, isSecret: undefined }),
      answersGiven({ phrase: typed }),
    );
    const secret = transition(asking(list), answersGiven({ phrase: typed }));

    expect(open.state.problems['phrase']).toContain('horsebattery');
    expect(secret.state.problems['phrase']).toBe(
      'Admin sign-in phrase must be a list that fits its field.',
    );
  });
});

describe('a secret that was read out of running text', () => {
  const description = { ...phrase, isSecret: undefined, label: 'Description' };

  function interpreted(question: Question, isSecret?: true): RecommendState {
    const answers = [{ questionId: 'phrase', value: 'horse battery', isSecret }];
    return transition(asking(question), { type: 'reply-interpreted', at: AT, by: ANA, answers })
      .state;
  }

  it('is hidden, wherever it was put', () => {
    expect(cardsOf(interpreted(description))).toContain('horse battery');
    for (const shown of [cardsOf, formOf]) {
      expect(shown(interpreted(description, true))).not.toContain('horse battery');
    }
  });

  it('is not quoted where it does not fit', () => {
    const name = { ...description, limits: { type: 'string', format: 'dns-label' } } as const;
    const pattern = '^[a-z-]+$';
    const named = { ...name, limits: { ...name.limits, pattern } };

    expect(interpreted(named).problems['phrase']).toContain('horse-battery');
    expect(interpreted(named, true).problems['phrase']).not.toContain('horse');
  });

  it('is shown again when it is typed by itself', () => {
    const { state } = transition(
      interpreted(description, true),
      answersGiven({ phrase: 'horse battery' }),
    );

    expect(cardsOf(state)).toContain('horse battery');
  });
});

it('hides what a requirement set, where that is a secret', () => {
  const extra = {
    address: { alias: 'database', path: 'spec.description' },
    value: 'horsebattery',
    reason: 'as agreed',
  };
  const open: RecommendState = {
    ...asking(phrase),
    shown: ['open-1', 'review-1'],
    openText: 'as agreed',
  };

  expect(cardsOf({ ...open, extras: [extra] })).toContain('horsebattery');
  expect(cardsOf({ ...open, extras: [{ ...extra, isSecret: true }] })).not.toContain(
    'horsebattery',
  );
});

it('hides what stands under a telling name within an answer', () => {
  const users = aQuestion({
    id: 'users',
    label: 'Users',
    limits: { type: 'array', itemType: 'object' },
    columns: [
      { name: 'name', type: 'string', required: true, long: false },
      { name: 'password', type: 'string', required: true, long: false },
    ],
    options: [],
    isOpen: true,
  });
  const typed = '[{"name": "app", "password": "horsebattery"}]';
  const state = transition(asking(users), answersGiven({ users: typed })).state;

  expect(state.answers).toHaveLength(1);
  expect(cardsOf(state)).not.toContain('horsebattery');
  expect(cardsOf(state)).toContain('name: app, password: [hidden]');
});
