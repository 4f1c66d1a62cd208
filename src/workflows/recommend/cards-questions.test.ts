import { describe, expect, it } from 'vitest';
import {
  answersGiven,
  aQuestion,
  aRecommendation,
  aSolution,
  chosen,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { aPolicy } from '../../../test/a-policy.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { Question } from '../../domain/question.ts';
import { stageCard } from './cards-questions.ts';
import type { RecommendState } from './state.ts';
import { transition } from './transition.ts';

const SENTENCE = aPolicy().sentence;

function asking(...questions: readonly Question[]): RecommendState {
  return aRecommendation(
    understood,
    solutionsFound(aSolution()),
    chosen,
    questionsWritten(...questions),
  );
}

function shown(state: RecommendState): string {
  return renderPlainText({
    elements: stageCard(state, 'required-1', true),
    audience: 'thread',
  });
}

function optionsOf(...values: readonly string[]): Question['options'] {
  return values.map((value) => ({ value, label: value }));
}

describe('a policy that decides questions', () => {
  const decided = { policies: [aPolicy().id], options: [], isOpen: true };
  const size = aQuestion(decided);
  const region = aQuestion({ ...decided, id: 'region', label: 'Region', text: 'Which region?' });
  const state = { ...asking(size, region), policies: [aPolicy()] };

  it('is told once, with the first of them', () => {
    const text = shown(state);

    expect(text.split(SENTENCE)).toHaveLength(2);
    expect(text.indexOf(SENTENCE)).toBeLessThan(text.indexOf('Region'));
  });

  it('is not told again beside a refusal that names it', () => {
    const refused = shown({ ...state, problems: { size: `No, by “${SENTENCE}”` } });

    expect(refused.split('1. Size')[1]?.split('2. Region')[0]?.split(SENTENCE)).toHaveLength(2);
  });

  it('is not told again where the words of a kept question name it', () => {
    const kept = { ...size, text: `${size.text} Policy: ${SENTENCE} — the data must stay.` };

    expect(shown({ ...state, questions: [kept] }).split(SENTENCE)).toHaveLength(2);
  });
});

describe('options', () => {
  const text = 'Engine of the database: postgres, mysql or maria.';

  it('are told once, where the words of the question list just them', () => {
    const options = optionsOf('postgres', 'mysql', 'maria');
    const asked = shown(asking(aQuestion({ label: 'Engine', text, options })));

    expect(asked).toContain('Engine: Engine of the database. Options: postgres, mysql, maria.');
  });

  it('are told as policies leave them, though the words list more', () => {
    const options = optionsOf('mysql', 'maria');
    const asked = aQuestion({ label: 'Engine', text, options, policies: [aPolicy().id] });

    expect(shown(asking(asked))).toContain('Engine of the database. Options: mysql, maria.');
    expect(shown(asking(asked))).not.toContain('postgres');
  });

  it('leave words that say more of them as they are', () => {
    const words = 'How big it is: small (1 vCPU) or large (8 vCPU).';

    expect(shown(asking(aQuestion({ text: words })))).toContain(`${words} Options: small, large.`);
  });

  it('are none where one is left and suggested', () => {
    const one = aQuestion({ options: optionsOf('small'), suggestion: 'small' });

    expect(shown(asking(one))).not.toContain('Options:');
  });
});

describe('an answer in their own words', () => {
  const region = { id: 'region', label: 'Region', isOpen: true };
  const state = asking(aQuestion({ ...region, options: optionsOf('eu-west-1') }), aQuestion());

  it.each([
    ['mars', 'Region: ✓ mars (typed: not among the suggestions)'],
    ['eu-west-1', 'Region: ✓ eu-west-1\n'],
  ])('"%s" is told to be so where it is none of the suggestions', (value, said) => {
    expect(shown(answered(state, value))).toContain(said);
  });
});

function answered(state: RecommendState, region: string): RecommendState {
  return transition(state, answersGiven({ region })).state;
}
