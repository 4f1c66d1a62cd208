import { describe, expect, it } from 'vitest';
import {
  ANA,
  AT,
  answersGiven,
  aPreparedChange,
  aQuestion,
  aRecommendation,
  aSolution,
  chosen,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import type { RecommendEvent } from './state.ts';
import { transition } from './transition.ts';

const size = aQuestion();
const version = aQuestion({
  id: 'version',
  label: 'Version',
  stage: 'basic',
  options: [],
  isOpen: true,
  isRequired: false,
});
const answering = aRecommendation(
  understood,
  solutionsFound(aSolution(), aSolution({ id: 'sol-2', title: 'Other' })),
  chosen,
  questionsWritten(size, version),
);

describe('understanding and choosing', () => {
  it('searches at once when nothing needs to be clarified', () => {
    const step = transition(aRecommendation(), understood);

    expect(step.state.stage).toBe('searching');
    expect(step.effects).toMatchObject([{ type: 'find-solutions' }]);
  });

  it('asks first when the answer would change the ranking', () => {
    const questions = [{ id: 'provider', text: 'Where?', options: [] }];
    const step = transition(aRecommendation(), {
      type: 'intent-understood',
      at: AT,
      questions,
      searchWords: [],
      by: 'offline',
    });

    expect(step.state.stage).toBe('clarifying');
    expect(step.effects).toEqual([]);
  });

  it('ends honestly when the cluster has nothing for it', () => {
    const state = aRecommendation(understood, solutionsFound());

    expect(state).toMatchObject({ stage: 'closed', outcome: 'nothing-found' });
  });

  it('ignores a button left over from another session', () => {
    const choosing = aRecommendation(understood, solutionsFound(aSolution()));
    const step = transition(choosing, { type: 'solution-chosen', at: AT, solutionId: 'sol-9' });

    expect(step.state).toBe(choosing);
    expect(step.effects).toEqual([]);
  });

  it('drops what was answered for another solution', () => {
    const back = [answersGiven({ size: 'small' }), wentBack(), wentBack()];
    const choosing = back.reduce((state, event) => transition(state, event).state, answering);
    const step = transition(choosing, { type: 'solution-chosen', at: AT, solutionId: 'sol-2' });

    expect(choosing.stage).toBe('choosing');
    expect(step.state.answers).toEqual([]);
    expect(step.effects).toMatchObject([{ type: 'write-questions' }]);
  });
});

function wentBack(): RecommendEvent {
  return { type: 'went-back', at: AT };
}

describe('answering', () => {
  it('goes on to the next stage when all of this one is answered', () => {
    const { state } = transition(answering, answersGiven({ size: 'small' }));

    expect(state.asking).toBe('basic');
    expect(state.answers).toMatchObject([{ questionId: 'size', value: 'small', how: 'typed' }]);
  });

  it('refuses a wrong value with a sentence and keeps the right ones', () => {
    const other = aQuestion({ id: 'other', label: 'Other' });
    const asked = { ...answering, questions: [size, other] };
    const { state } = transition(asked, answersGiven({ size: 'small', other: 'huge' }));

    expect(state.asking).toBe('required');
    expect(state.answers.map(({ questionId }) => questionId)).toEqual(['size']);
    expect(state.problems['other']).toContain('small');
  });

  it('keeps the earlier answer when the new one is wrong', () => {
    const answered = transition(answering, answersGiven({ size: 'small' })).state;
    const back = transition(answered, wentBack()).state;
    const { state } = transition(back, answersGiven({ size: 'huge' }));

    expect(state.answers).toMatchObject([{ questionId: 'size', value: 'small' }]);
    expect(state.problems).toHaveProperty('size');
  });

  it('does not leave a stage that lacks a required answer', () => {
    const { state } = transition(answering, { type: 'stage-skipped', at: AT, by: ANA });

    expect(state.asking).toBe('required');
    expect(state.problems['size']).toBe('Size is needed before we can go on.');
  });

  it('takes the suggestions of the required stage, and says where they came from', () => {
    const suggested = { ...answering, questions: [{ ...size, suggestion: 'large' }, version] };
    const { state } = transition(suggested, { type: 'suggestions-accepted', at: AT, by: ANA });

    expect(state.asking).toBe('basic');
    expect(state.answers).toMatchObject([{ value: 'large', how: 'suggested' }]);
  });

  it('takes a suggestion in place of what was refused, when asked for the suggestions', () => {
    const suggested = { ...answering, questions: [{ ...size, suggestion: 'large' }, version] };
    const refused = transition(suggested, answersGiven({ size: 'huge' })).state;
    const skipped = transition(refused, { type: 'stage-skipped', at: AT, by: ANA }).state;
    const { state } = transition(refused, { type: 'suggestions-accepted', at: AT, by: ANA });

    expect(refused.problems).toHaveProperty('size');
    expect(skipped).toMatchObject({ asking: 'required', answers: [] });
    expect(state).toMatchObject({ asking: 'basic', problems: {} });
    expect(state.answers).toMatchObject([{ value: 'large', how: 'suggested' }]);
  });

  it('answers a form with the fields that are wrong', () => {
    const step = transition(answering, answersGiven({ size: 'huge' }, { isWholeStage: true }));

    expect(step.reply).toMatchObject({
      type: 'field-errors',
      errors: { size: expect.any(String) },
    });
  });

  it('passes over stages without questions', () => {
    const only = { ...answering, questions: [size] };

    expect(transition(only, answersGiven({ size: 'small' })).state.asking).toBe('open');
  });

  it('asks for a value to be written once, however often it is asked', () => {
    const writable = { ...answering, questions: [{ ...size, isWritable: true }] };
    const asked: RecommendEvent = { type: 'writing-asked', at: AT, by: ANA, questionId: 'size' };
    const first = transition(writable, asked);

    expect(first.effects).toMatchObject([
      { type: 'write-for-me', solutionId: 'sol-1', questionId: 'size', by: ANA },
    ]);
    expect(transition(first.state, asked).effects).toEqual([]);
  });

  it('takes what was written when its stage was left meanwhile, of the same solution only', () => {
    const writable = { ...answering, questions: [size, { ...version, isWritable: true }] };
    const basic = { ...writable, asking: 'basic' as const };
    const ask: RecommendEvent = { type: 'writing-asked', at: AT, by: ANA, questionId: 'version' };
    const asked = transition(basic, ask).state;
    const gone = transition(asked, { type: 'stage-skipped', at: AT, by: ANA }).state;
    const written: RecommendEvent = {
      type: 'value-written',
      at: AT,
      by: ANA,
      solutionId: 'sol-1',
      questionId: 'version',
      value: '16',
    };
    const { state } = transition({ ...gone, stage: 'generating' }, written);
    const other = { ...gone, chosenId: 'sol-2' };

    expect(gone).toMatchObject({ asking: 'open', writing: ['version'] });
    expect(state).toMatchObject({ stage: 'generating', writing: [] });
    expect(state.answers).toMatchObject([{ value: '16', how: 'written-for-them' }]);
    expect(transition(other, written).state).toBe(other);
  });

  it('begins to write anew for another solution', () => {
    const choosing = { ...answering, stage: 'choosing' as const, writing: ['size'] };
    const choice: RecommendEvent = { type: 'solution-chosen', at: AT, solutionId: 'sol-2' };

    expect(transition(choosing, choice).state.writing).toEqual([]);
  });

  it('builds the manifests when nothing else is required', () => {
    const open = { ...answering, asking: 'open' as const };
    const step = transition(open, { type: 'requirements-given', at: AT, text: '' });

    expect(step.state.stage).toBe('generating');
    expect(step.effects).toMatchObject([{ type: 'prepare-change' }]);
  });
});

it('says at the very question that its value could not be written', () => {
  const writable = { ...answering, questions: [{ ...size, isWritable: true }] };
  const waiting = { ...writable, writing: ['another', 'size'] };
  const effect = { type: 'write-for-me', solutionId: 'sol-1', questionId: 'size', by: ANA };
  const failed: RecommendEvent = {
    type: 'activity-failed',
    at: AT,
    activity: 'write-for-me',
    kind: 'invalid-input',
    message: 'Type it yourself, please.',
    effect,
  };
  const { state } = transition(waiting, failed);

  expect(state.problems).toEqual({ size: 'Type it yourself, please.' });
  expect(state.writing).toEqual(['another']);
  expect(transition({ ...waiting, chosenId: 'sol-2' }, failed).state.problems).toEqual({});
});

describe('review', () => {
  const generating = transition(
    { ...answering, asking: 'open' as const },
    { type: 'requirements-given', at: AT, text: '' },
  ).state;
  const prepared: RecommendEvent = { type: 'change-prepared', at: AT, prepared: aPreparedChange() };

  it('hands over to a change that carries the digest', () => {
    const review = transition(generating, prepared).state;
    const step = transition(review, { type: 'approval-requested', at: AT });

    expect(step.state.stage).toBe('handed-over');
    expect(step.effects).toMatchObject([
      { type: 'open', workflow: 'change', sessionId: 'chg-1', input: { parentSessionId: 's1' } },
    ]);
  });

  it('asks for approval once, however often the button is pressed', () => {
    const review = transition(generating, prepared).state;
    const once = transition(review, { type: 'approval-requested', at: AT }).state;

    expect(transition(once, { type: 'approval-requested', at: AT }).effects).toEqual([]);
  });

  it('goes back to the question that the server refused, with its words', () => {
    const { state } = transition(generating, {
      type: 'manifests-refused',
      at: AT,
      problems: { version: 'must be one of 15, 16' },
      questions: [],
      others: [],
    });

    expect(state).toMatchObject({ stage: 'answering', asking: 'basic' });
    expect(state.problems).toEqual({ version: 'must be one of 15, 16' });
  });

  it('shows a step that is opened again at the end of the thread', () => {
    const review = transition(generating, prepared).state;
    const back = transition(review, wentBack());
    expect(back.effects).toMatchObject([{ type: 'write-questions' }]);
    const { state } = transition(back.state, questionsWritten(size, version));

    expect(state.shown.at(-1)).toBe('required-2');
    expect(state.answers).toEqual(review.answers);
  });

  it('keeps every answer when the manifests could not be tried', () => {
    const failed: RecommendEvent = {
      type: 'activity-failed',
      at: AT,
      activity: 'prepare-change',
      kind: 'unavailable',
      message: 'The cluster is not answering.',
    };
    const { state } = transition(generating, failed);
    const again = transition(state, { type: 'retry-asked', at: AT });

    expect(state.trouble?.message).toBe('The cluster is not answering.');
    expect(again.effects).toMatchObject([{ type: 'prepare-change' }]);
    expect(again.state.answers).toEqual(generating.answers);
  });
});

it('never leaves the end again', () => {
  const closed = transition(answering, { type: 'session-cancelled', at: AT }).state;
  const events: RecommendEvent[] = [
    understood,
    chosen,
    answersGiven({ size: 'small' }),
    wentBack(),
  ];

  for (const event of events) expect(transition(closed, event).state).toBe(closed);
});
