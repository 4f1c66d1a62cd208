import { describe, expect, it } from 'vitest';
import {
  ANA,
  aQuestion,
  aRecommendation,
  aSolution,
  AT,
  chosen,
  PLACE,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import { toJson } from '../../domain/json.ts';
import { hear } from './hear.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import type { RecommendStep } from './steps.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';

const RULES: RecommendEvent = { type: 'offline-chosen', at: AT };
const LATER = new Date(Date.parse(AT) + 10_000).toISOString();
const LONG: RecommendEvent = { type: 'thought-long', at: LATER, since: AT };

const searching = aRecommendation(understood);
const questioning = aRecommendation(understood, solutionsFound(aSolution()), chosen);
const answering = transition(
  questioning,
  questionsWritten(
    aQuestion({ isWritable: true }),
    aQuestion({ id: 'other', label: 'Other', isWritable: true }),
  ),
).state;
const applying = transition(
  { ...answering, asking: 'open' },
  { type: 'requirements-given', at: AT, text: 'daily backups' },
).state;
const writing = transition(answering, { type: 'writing-asked', at: AT, by: ANA }).state;
const SIZE: RecommendEffect = {
  type: 'write-for-me',
  solutionId: 'sol-1',
  questionId: 'size',
  by: ANA,
};

/** Every effect that a person waits for while the model does it, and what the card says then. */
const WAITS: [string, RecommendState, RecommendEffect, string][] = [
  ['reads', aRecommendation(), { type: 'understand-intent' }, 'Claude is reading your request…'],
  ['ranks', searching, { type: 'find-solutions' }, 'Claude is ranking what was found…'],
  ['words', questioning, { type: 'write-questions' }, 'Claude is wording the questions…'],
  ['writes', writing, SIZE, 'Claude is writing Size…'],
  [
    'applies',
    applying,
    { type: 'apply-open-requirements' },
    'Claude is reading your requirements…',
  ],
];

function asked(state: RecommendState, effect: RecommendEffect): RecommendStep {
  return transition(state, { type: 'model-asked', at: AT, effect: toJson(effect) });
}

function sessionOf(state: RecommendState) {
  const times = { openedAt: AT, updatedAt: AT };
  const envelope = { id: 's1', workflow: 'recommend', owner: ANA, place: PLACE } as const;
  return { ...envelope, ...times, version: 1, isOpen: true, isListening: true, state };
}

function shown(state: RecommendState): string {
  return view(sessionOf(state))
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

function ownEffects({ effects }: RecommendStep): RecommendEffect[] {
  return effects.flatMap((effect) => RecommendEffect.safeParse(effect).data ?? []);
}

describe.each(WAITS)('a model that %s', (_how, before, effect, words) => {
  const { state, effects } = asked(before, effect);

  it('is named on the card, with another way on when it takes long', () => {
    expect(shown(before)).not.toContain('Claude');
    expect(shown(state)).toContain(words);
    expect(shown(state)).not.toContain('[Go on with built-in rules]');
    expect(effects).toMatchObject([{ type: 'raise', notBefore: LATER, event: LONG }]);

    expect(shown(transition(state, LONG).state)).toContain('[Go on with built-in rules]');
  });

  it('is stopped when the person goes on without it, and the rules do it at once', () => {
    const step = transition(state, RULES);

    expect(ownEffects(step)).toMatchObject([effect]);
    const [again] = step.effects;
    expect(step.cancels).toEqual(expect.arrayContaining([again?.key, 'patience']));
    expect(step.state).toMatchObject({ languageBy: 'offline', modelFault: 'not-awaited' });
    expect(shown(step.state)).not.toContain('Claude is');
    expect(transition(step.state, LONG).state).toBe(step.state);
  });

  it('is stopped when the conversation is cancelled', () => {
    const begun = effect.type === 'understand-intent' ? start(OPENING) : undefined;
    const key = begun?.effects[0]?.key ?? transition(state, RULES).effects[0]?.key;
    const { cancels } = transition(state, { type: 'session-cancelled', at: AT });

    expect(key).toMatch(/^[a-z]/u);
    expect(cancels).toEqual(expect.arrayContaining([key, 'patience']));
  });

  it('is gone without by words, too', () => {
    for (const text of ['use built-in rules', 'go on without Claude']) {
      const said = {
        id: 'E1',
        type: 'message-posted',
        at: AT,
        actor: ANA,
        place: PLACE,
        text,
      } as const;
      const heard = hear(sessionOf(state), { ...said, namesBot: false, isDirect: false });
      expect(heard).toEqual({ type: 'event', event: RULES });
    }
  });

  it('is not waited for any more when it has failed', () => {
    const failed = transition(state, {
      type: 'activity-failed',
      at: AT,
      activity: effect.type,
      kind: 'model-unavailable',
      message: 'Claude is overloaded.',
      effect: toJson(effect),
    });

    expect(failed.cancels).toContain('patience');
    expect(shown(failed.state)).not.toContain('Claude is r');
    expect(transition(failed.state, LONG).state).toBe(failed.state);
  });
});

const OPENING = {
  sessionId: 's1',
  owner: ANA,
  place: PLACE,
  at: AT,
  input: { intent: 'a database' },
};

describe('a model that was asked for what nobody waits for any more', () => {
  it('is not shown', () => {
    const byRules = transition(asked(searching, { type: 'find-solutions' }).state, RULES).state;

    expect(asked(byRules, { type: 'find-solutions' }).state).toBe(byRules);
    expect(asked(searching, { type: 'understand-intent' }).state).toBe(searching);
  });

  it('still writes a value whose stage was left, which is built in after it', () => {
    const thinks = asked(writing, SIZE).state;
    const left: RecommendState = { ...thinks, stage: 'generating' };

    expect(shown(left)).toContain('Claude is writing Size…');
    expect(transition(left, RULES).state).toBe(left);
  });
});

it('says what the rules made because nobody waited', () => {
  const thinks = asked(searching, { type: 'find-solutions' }).state;
  const ranked = transition(transition(thinks, RULES).state, solutionsFound(aSolution())).state;

  expect(shown(ranked)).toContain('Ranked by built-in rules: Claude was not waited for.');
});
