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
import type { Question } from '../../domain/question.ts';
import { exampleReply } from './example-reply.ts';
import type { RecommendEvent, RecommendState } from './state.ts';

function asking(questions: readonly Question[], ...events: RecommendEvent[]): RecommendState {
  const written = questionsWritten(...questions);
  return aRecommendation(understood, solutionsFound(aSolution()), chosen, written, ...events);
}

const free: Partial<Question> = { options: [], isOpen: true };
const name = aQuestion({
  ...free,
  id: 'name',
  addresses: [{ alias: 'database', path: 'metadata.name' }],
});
const zones = aQuestion({ ...free, id: 'zones', limits: { type: 'array' } });
const port = aQuestion({ ...free, id: 'port', limits: { type: 'integer', minimum: 1024 } });

const open = aQuestion({ ...free, id: 'open', limits: { type: 'boolean' } });

describe('the example of an answer', () => {
  it('answers the first two open questions by a suggestion, an option or their type', () => {
    const size = aQuestion({ suggestion: 'large' });

    expect(exampleReply(asking([name, size, port]))).toBe('1. my-app, 2. large');
    expect(exampleReply(asking([aQuestion(), port]))).toBe('1. small, 2. 1024');
    const version = aQuestion({ ...free, id: 'version', text: 'The version, such as 16.' });
    expect(exampleReply(asking([version, open]))).toBe('1. 16, 2. no');
  });

  it('passes over what is answered, and keeps the numbers of the card', () => {
    const state = asking([name, aQuestion(), port], answersGiven({ name: 'shop' }));

    expect(exampleReply(state)).toBe('2. small, 3. 1024');
  });

  it('invents nothing where no value is known', () => {
    expect(exampleReply(asking([zones]))).toBeUndefined();
    const long = aQuestion({ ...free, suggestion: 'one, two' });
    expect(exampleReply(asking([long]))).toBeUndefined();
  });
});
