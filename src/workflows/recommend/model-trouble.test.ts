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
import type { ModelReason } from '../../domain/failure.ts';
import { toJson } from '../../domain/json.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import type { RecommendStep } from './steps.ts';
import { transition } from './transition.ts';
import { view } from './view.ts';

const MINUTE_MS = 60_000;
const FIND: RecommendEffect = { type: 'find-solutions' };
const RULES: RecommendEvent = { type: 'offline-chosen', at: AT };
const searching = aRecommendation(understood);
const questioning = aRecommendation(understood, solutionsFound(aSolution()), chosen);
const answering = transition(
  questioning,
  questionsWritten(
    aQuestion({ isWritable: true }),
    aQuestion({ id: 'other', label: 'Other', isWritable: true }),
  ),
).state;

function after(minutes: number): string {
  return new Date(Date.parse(AT) + minutes * MINUTE_MS).toISOString();
}

function failed(
  effect: RecommendEffect,
  parts: { at?: string; reason?: ModelReason; retryAfterMs?: number } = {},
): RecommendEvent {
  return {
    type: 'activity-failed',
    at: AT,
    activity: effect.type,
    kind: 'model-unavailable',
    message: 'Claude gave no answer.',
    effect: toJson(effect),
    ...parts,
  };
}

/** It failed at that minute, and a minute later a try makes sense. */
function failedAt(minute: number, reason?: ModelReason): RecommendEvent {
  const why = reason === undefined ? {} : { reason };
  return failed(FIND, { at: after(minute), retryAfterMs: MINUTE_MS, ...why });
}

function due(minute: number): RecommendEvent {
  return { type: 'retry-due', at: after(minute) };
}

function through(state: RecommendState, ...events: readonly RecommendEvent[]): RecommendState {
  return events.reduce((before, event) => transition(before, event).state, state);
}

function ownEffects({ effects }: RecommendStep): RecommendEffect[] {
  return effects.flatMap((effect) => RecommendEffect.safeParse(effect).data ?? []);
}

function shown(state: RecommendState): string {
  const times = { openedAt: AT, updatedAt: AT };
  const envelope = { id: 's1', workflow: 'recommend', owner: ANA, place: PLACE } as const;
  const session = { ...envelope, ...times, version: 1, isOpen: true, isListening: true, state };
  return view(session)
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

describe('the one try that is made by itself', () => {
  it('is not used up by one that was not let through to the model', () => {
    const refused = through(searching, failedAt(0), due(1), failedAt(1, 'paused'));

    expect(refused.trouble).toMatchObject({ triesItself: true, againAt: after(2) });
    expect(ownEffects(transition(refused, due(2)))).toEqual([FIND]);
  });

  it('is used up by one that was', () => {
    const refused = through(searching, failedAt(0), due(1), failedAt(1, 'paused'), due(2));

    expect(through(refused, failedAt(2)).trouble?.triesItself).toBe(false);
  });

  it('is left to the person when a quarter of an hour has gone by with none let through', () => {
    const minutes = Array.from({ length: 14 }, (_, index) => index + 1);
    const events = minutes.flatMap((minute) => [due(minute), failedAt(minute, 'paused')]);
    const waiting = through(searching, failedAt(0), ...events);
    expect(waiting.trouble?.triesItself).toBe(true);

    const given = through(waiting, due(15), failedAt(15, 'paused'));
    expect(given.trouble?.triesItself).toBe(false);
  });

  it('is there again when the step has succeeded', () => {
    const found = through(searching, failedAt(0), due(1), solutionsFound(aSolution()));
    const clarifications = [{ question: 'What else matters', answer: 'cheap' }];
    const anew = through(found, { type: 'intent-clarified', at: after(60), clarifications });

    expect(through(anew, failedAt(61)).trouble?.triesItself).toBe(true);
  });
});

describe('why built-in rules were used', () => {
  it.each<[ModelReason | undefined, string]>([
    [undefined, 'Claude was away.'],
    ['paused', 'Claude was away.'],
    ['limited', 'Claude took no more requests.'],
    ['budget', 'the budget for Claude did not last.'],
    ['too-long', 'it was too long for Claude.'],
    ['declined', 'Claude declined.'],
    ['operator', 'Claude cannot be asked before an operator acts.'],
  ])('is said truly where the reason is %s', (reason, words) => {
    const why = reason === undefined ? {} : { reason };
    const ranked = through(searching, failed(FIND, why), RULES, solutionsFound(aSolution()));
    expect(shown(ranked)).toContain(`Ranked by built-in rules: ${words}`);

    const wording = transition(questioning, failed({ type: 'write-questions' }, why));
    const [effect] = ownEffects(wording);
    const instead = effect?.type === 'write-questions' ? effect.instead : undefined;
    const written: RecommendEvent = {
      type: 'questions-written',
      at: AT,
      questions: [aQuestion()],
      links: [],
      bindings: [],
      tables: {},
      solvedBy: 'offline',
      instead,
    };
    const asked = through(wording.state, written);
    expect(shown(asked)).toContain(`Worded by built-in rules: ${words}`);
  });
});

describe('a value that the model was still writing when the person chose the rules', () => {
  const writing = transition(answering, { type: 'writing-asked', at: AT, by: ANA });
  const write = { type: 'write-for-me', solutionId: 'sol-1', by: ANA } as const;
  const size = { ...write, questionId: 'size' };
  const other = { ...write, questionId: 'other' };
  const byRules = through(writing.state, failed(size), RULES);

  it('is written by the rules when the model fails at it', () => {
    const step = transition(byRules, failed(other, { retryAfterMs: MINUTE_MS }));

    expect(step.state.trouble).toBeUndefined();
    expect(ownEffects(step)).toEqual([{ ...other, instead: 'away' }]);
    expect(step.state.writing).toContain('other');
  });

  it('stops where the rules fail at it, too', () => {
    const { state } = transition(byRules, failed({ ...other, instead: 'away' }));

    expect(state.trouble?.retry).toBe('write-for-me');
    expect(shown(state)).not.toContain('Go on with built-in rules');
  });
});

describe('whoever chose the rules and would rather not have', () => {
  const ranked = through(searching, failed(FIND), RULES, solutionsFound(aSolution()));
  const back: RecommendEvent = { type: 'model-chosen', at: AT };

  it('has the solutions ranked by Claude, who is asked from then on', () => {
    expect(shown(ranked)).toContain('[Rank with Claude]');
    const step = transition(ranked, back);
    expect(ownEffects(step)).toEqual([FIND]);

    const state = through(step.state, {
      type: 'solutions-found',
      at: AT,
      solutions: [aSolution()],
      nearest: [],
      by: 'Claude',
    });
    expect(state.languageBy).toBeUndefined();
    expect(shown(state)).not.toContain('built-in rules');
    expect(shown(state)).not.toContain('[Rank with Claude]');
  });

  it('keeps the solutions that stand where Claude finds none', () => {
    const asked = transition(ranked, back).state;
    const state = through(asked, {
      type: 'solutions-found',
      at: AT,
      solutions: [],
      nearest: [],
      by: 'Claude',
    });

    expect(state.stage).toBe('choosing');
    expect(shown(state)).toContain(aSolution().title);
    expect(shown(state)).toContain('Claude found nothing of its own');
  });

  it('finds no such button where nobody chose the rules, nor later on', () => {
    const choosing = through(searching, solutionsFound(aSolution()));

    expect(shown(choosing)).not.toContain('Rank with Claude');
    expect(transition(choosing, back).state).toBe(choosing);
    const questions = through(ranked, chosen, questionsWritten(aQuestion()));
    expect(transition(questions, back).state).toBe(questions);
  });
});
