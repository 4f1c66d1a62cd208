import { describe, expect, it } from 'vitest';
import {
  ANA,
  AT,
  BEN,
  answersGiven,
  aQuestion,
  aRecommendation,
  aSolution,
  chosen,
  PLACE,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import type { SessionOf } from '../../chat/session.ts';
import { hear } from './hear.ts';
import type { RecommendState } from './state.ts';
import { transition } from './transition.ts';

const size = aQuestion();
const schema = aQuestion({
  id: 'schema',
  label: 'Schema',
  stage: 'basic',
  limits: { type: 'string' },
  options: [],
  isOpen: true,
  isRequired: false,
  isWritable: true,
});
const choosing = aRecommendation(understood, solutionsFound(aSolution()));
const answering = aRecommendation(
  understood,
  solutionsFound(aSolution(), aSolution({ id: 'sol-2' })),
  chosen,
  questionsWritten(size, schema),
);
const basic = transition(answering, answersGiven({ size: 'small' })).state;

function saying(state: RecommendState, text: string, at = AT, actor = ANA) {
  const session: SessionOf<RecommendState> = {
    id: 's1',
    workflow: 'recommend',
    version: 1,
    state,
    owner: ANA,
    place: PLACE,
    isOpen: true,
    isListening: true,
    openedAt: AT,
    updatedAt: AT,
  };
  const message: InboundEvent = {
    type: 'message-posted',
    id: 'm1',
    at,
    actor,
    place: PLACE,
    text,
    namesBot: actor !== ANA,
    isDirect: false,
  };
  return hear(session, message);
}

function refusal(said: ReturnType<typeof saying>): string {
  if (said.type !== 'refused') return said.type;
  return said.line.filter((span) => typeof span === 'string').join('');
}

describe('words that came late', () => {
  const asked = { ...answering, asking: 'basic' as const, askedAt: '2026-01-05T10:05:00.000Z' };

  it('do not act on a card that was not there when they were written', () => {
    expect(refusal(saying(asked, 'skip', '2026-01-05T10:01:00.000Z'))).toContain('before');
    expect(saying(asked, 'maybe bigger', '2026-01-05T10:01:00.000Z').type).toBe('ignored');
  });

  it('count within a second, for clocks differ', () => {
    expect(saying(asked, 'skip', '2026-01-05T10:04:59.100Z').type).toBe('event');
  });

  it('are told from the time at which the newest card came', () => {
    const at = '2026-01-05T11:00:00.000Z';
    const { state } = transition(answering, { ...answersGiven({ size: 'small' }), at });
    const same = transition(state, answersGiven({ size: 'large' })).state;

    expect([state.askedAt, same.askedAt]).toEqual([at, at]);
  });
});

describe('words about the conversation', () => {
  it('end it at once only while nothing would be lost', () => {
    expect(saying(choosing, 'never mind').type).toBe('event');
    expect(refusal(saying(basic, 'never mind'))).toContain('Press Cancel');
  });

  it('are answered where nothing can be done', () => {
    expect(refusal(saying(basic, 'show the YAML'))).toContain('when the questions are answered');
    expect(refusal(saying({ ...basic, stage: 'review' }, 'yaml'))).toContain('review card');
    expect(refusal(saying(basic, 'start over'))).toContain('back');
    expect(refusal(saying(choosing, '7'))).toContain('one solution');
  });

  it('say what can be written for them', () => {
    const said = 'write a sample schema for me';

    expect(refusal(saying(answering, said))).toBe('Nothing here can be written for you.');
    expect(refusal(saying({ ...basic, asking: 'open' }, said))).toContain('Nothing here');
    expect(saying(basic, said)).toMatchObject({ event: { type: 'writing-asked' } });
  });
});

describe('a short answer to the clarifying questions', () => {
  const question = {
    id: 'where',
    text: 'Where?',
    options: [
      { value: 'a', label: 'AWS' },
      { value: 'b', label: 'Azure' },
    ],
  };
  const one = aRecommendation({
    type: 'intent-understood',
    at: AT,
    questions: [question],
    searchWords: [],
    by: 'offline',
  });

  it('is the option of a single question where it is a number', () => {
    expect(saying(one, '2')).toMatchObject({
      event: { clarifications: [{ question: 'Where?', answer: 'Azure' }] },
    });
  });

  it.each(['yes', 'No.', 'ja', 'nein'])('answers it, too, where it is a bare “%s”', (answer) => {
    expect(saying(one, answer)).toMatchObject({
      event: { clarifications: [{ question: 'Where?', answer }] },
    });
  });

  it('is met with a sentence where it names nothing', () => {
    const two = { ...one, clarifyingQuestions: [question, { ...question, id: 'other' }] };

    expect(refusal(saying(one, '3'))).toContain('only question 1');
    expect(refusal(saying(two, '2'))).toContain('questions 1 to 2');
  });
});

describe('long texts', () => {
  it.each([' ', '\t', '\n', ', ', '!', '. ', '<@', '1 ', '- ', '```', 'eyJ-', 'glpat-', 'please '])(
    'of "%s" are heard before anybody gives up',
    (piece) => {
      for (const state of [answering, basic, choosing, { ...basic, asking: 'open' as const }]) {
        const said = saying(state, `well ${piece.repeat(40_000 / piece.length)}x`);

        expect(said.type).not.toBe('event');
      }
    },
  );

  const open = { ...basic, asking: 'open' as const };

  it('are refused with the length that is allowed', () => {
    expect(refusal(saying(open, 'word '.repeat(900)))).toContain('4000 characters');
    const clarifying = { ...choosing, stage: 'clarifying' as const };
    expect(refusal(saying(clarifying, 'word '.repeat(500)))).toContain('2000 characters');
    const { state } = transition(basic, answersGiven({ schema: 'x'.repeat(8_001) }));
    expect(state.problems['schema']).toContain('8000 characters');
    const { state: later } = transition(answering, answersGiven({}));
    expect(saying(later, 'eyJ- '.repeat(800)).type).toBe('event');
    expect(refusal(saying(later, 'eyJ- '.repeat(801)))).toContain('4000 characters');
  });

  it('never make a state too big to be kept', () => {
    const texts = Array.from({ length: 14 }, (_, index) => ({ ...schema, id: `schema-${index}` }));
    let state: RecommendState = { ...basic, questions: [...basic.questions, ...texts] };
    for (const [index, { id }] of texts.entries()) {
      const text = 'ü"'.repeat(index < 3 ? 4_000 : 500);
      state = transition(state, answersGiven({ [id]: text, size: 'small' })).state;
    }
    const said = saying({ ...state, asking: 'open' }, 'long words '.repeat(360));

    expect(state.answers.length).toBeGreaterThan(2);
    expect(Object.values(state.problems)).toContainEqual(expect.stringContaining('ConfigMap'));
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(54_000);
    expect(refusal(said)).toContain('ConfigMap');
  });
});

describe('a step that the model failed', () => {
  const trouble = {
    message: 'Claude is overloaded.',
    retry: 'find-solutions',
    fault: 'away',
  } as const;
  const stopped: RecommendState = { ...aRecommendation(understood), trouble };

  it.each([
    'go on without Claude',
    'Use built-in rules.',
    'ok, continue with the built-in rules please',
    'please go on without claude',
  ])('goes on with built-in rules by "%s"', (text) => {
    expect(saying(stopped, text)).toEqual({
      type: 'event',
      event: { type: 'offline-chosen', at: AT },
    });
  });

  it.each(['try again', 'Retry!', 'please try again'])('is tried again by "%s"', (text) => {
    expect(saying(stopped, text)).toEqual({
      type: 'event',
      event: { type: 'retry-asked', at: AT },
    });
  });

  it('goes on with built-in rules for its owner alone, whom a second try may help', () => {
    expect(refusal(saying(stopped, 'use built-in rules', AT, BEN))).toContain('whoever asked');
    expect(saying(stopped, 'try again', AT, BEN).type).toBe('event');
  });

  it('says why built-in rules are of no use', () => {
    const other = { ...stopped, trouble: { message: 'No cluster.', retry: 'find-solutions' } };
    const chosenBefore = { ...answering, languageBy: 'offline' as const };

    expect(refusal(saying(other, 'use built-in rules'))).toContain('Press Try again');
    expect(refusal(saying(chosenBefore, 'use built-in rules'))).toContain('already');
  });

  it('takes no such words for an answer where nothing failed', () => {
    expect(saying(answering, 'use built-in rules')).toMatchObject({ type: 'refused' });
    expect(saying(answering, 'we go on without Claude from finance')).toMatchObject({
      event: { type: 'reply-heard' },
    });
  });
});
