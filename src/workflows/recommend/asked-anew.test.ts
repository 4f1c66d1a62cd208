import { describe, expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import {
  answersGiven,
  aPreparedChange,
  aQuestion,
  aRecommendation,
  aSolution,
  AT,
  chosen,
  DATABASE_KIND,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { type BindingPolicy, bindingPolicies } from '../../domain/configure/binding-policies.ts';
import type { RecommendEvent, RecommendState } from './state.ts';
import { transition } from './transition.ts';

const name = aQuestion({
  id: 'name',
  label: 'Name',
  addresses: [{ alias: 'database', path: 'metadata.name' }],
  options: [],
  isOpen: true,
});
const size = aQuestion({ stage: 'basic' });

function only(...values: string[]): BindingPolicy[] {
  const rule = aRule({
    kinds: [DATABASE_KIND],
    path: 'spec.size',
    check: { type: 'oneOf', values },
    message: `size must be ${values.join(' or ')}`,
  });
  return bindingPolicies([aPolicy({ rules: [rule] })], aSolution());
}

/** Reviewed under a policy that allows one size. */
const reviewed: RecommendState = {
  ...aRecommendation(
    understood,
    solutionsFound(aSolution()),
    chosen,
    writtenUnder(only('small')),
    answersGiven({ name: 'my-db' }),
    answersGiven({ size: 'small' }),
  ),
  stage: 'review',
  prepared: aPreparedChange(),
};

function after(state: RecommendState, ...events: readonly RecommendEvent[]): RecommendState {
  return events.reduce((before, event) => transition(before, event).state, state);
}

type Written = Extract<RecommendEvent, { type: 'questions-written' }>;

function writtenUnder(policies: BindingPolicy[], over: Partial<Written> = {}): RecommendEvent {
  const written: Written = {
    type: 'questions-written',
    at: AT,
    questions: [name, size],
    links: [],
    bindings: [],
    tables: {},
    policies,
  };
  return { ...written, ...over };
}

const RENEWED = { solutions: [aSolution()] };

describe('the way back to the answers', () => {
  const handedOver: RecommendState = { ...reviewed, stage: 'handed-over' };
  const choosing: RecommendState = { ...reviewed, stage: 'choosing' };

  it.each<[string, RecommendState, RecommendEvent]>([
    ['from a review', reviewed, { type: 'went-back', at: AT }],
    ['from a change', handedOver, { type: 'change-superseded', at: AT }],
    ['by the same choice', choosing, chosen],
  ])('%s looks at the policies of now', (_from, state, event) => {
    const step = transition(state, event);

    expect(step.state).toMatchObject({ stage: 'questioning', answers: reviewed.answers });
    expect(step.effects).toMatchObject([{ type: 'write-questions' }]);
  });

  it('keeps every answer, and the review, where policies are as they were', () => {
    const back = after(reviewed, { type: 'went-back', at: AT }, writtenUnder(only('small')));

    expect(back).toMatchObject({ stage: 'answering', asking: 'required', problems: {} });
    expect(back.answers).toEqual(reviewed.answers);
    expect(back.prepared).toEqual(reviewed.prepared);
  });

  it('takes out what a policy forbids by now, and asks that first', () => {
    const back = after(
      reviewed,
      { type: 'went-back', at: AT },
      writtenUnder(only('large'), RENEWED),
    );

    expect(back).toMatchObject({ stage: 'answering', asking: 'basic', prepared: undefined });
    expect(back.answers.map(({ questionId }) => questionId)).toEqual(['name']);
    expect(back.problems['size']).toContain('size must be large');
  });
});

describe('manifests that were refused', () => {
  const refused: RecommendEvent = {
    type: 'manifests-refused',
    at: AT,
    problems: { size: 'size must be large' },
    questions: [],
    others: [],
  };
  const generating: RecommendState = { ...reviewed, stage: 'generating' };

  it('by a policy that changed have the questions narrowed anew', () => {
    const step = transition(generating, { ...refused, policies: only('large') });

    expect(step.effects).toMatchObject([{ type: 'write-questions' }]);
    const asked = after(step.state, writtenUnder(only('large'), RENEWED));
    expect(asked).toMatchObject({ stage: 'answering', asking: 'basic' });
    expect(asked.problems['size']).toContain('size must be large');
  });

  it('while policies are as they were have them asked as they stand', () => {
    const step = transition(generating, { ...refused, policies: only('small') });

    expect(step.effects).toEqual([]);
    expect(step.state).toMatchObject({ stage: 'answering', asking: 'basic' });
  });
});
