import { describe, expect, it } from 'vitest';
import {
  ANA,
  AT,
  answersGiven,
  aQuestion,
  aRecommendation,
  aSolution,
  BEN,
  chosen,
  PLACE,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { byRulesText } from './by-rules.ts';
import { RecommendEffect, type RecommendEvent, RecommendState } from './state.ts';
import type { RecommendStep } from './steps.ts';
import { transition } from './transition.ts';
import { view } from './view.ts';
import { toJson } from '../../domain/json.ts';

const MINUTE_MS = 60_000;
const AGAIN: RecommendEvent = { type: 'retry-asked', at: AT };
const RULES: RecommendEvent = { type: 'offline-chosen', at: AT };

const searching = aRecommendation(understood);
const questioning = aRecommendation(understood, solutionsFound(aSolution()), chosen);
const writable = aQuestion({ isWritable: true });
const answering = aRecommendation(
  understood,
  solutionsFound(aSolution()),
  chosen,
  questionsWritten(writable, aQuestion({ id: 'other', label: 'Other', isWritable: true })),
);

function failed(
  effect: RecommendEffect,
  parts: { kind?: string; retryAfterMs?: number } = {},
): RecommendEvent {
  const { kind = 'model-unavailable', ...rest } = parts;
  const message = 'Claude is overloaded.';
  return {
    type: 'activity-failed',
    at: AT,
    activity: effect.type,
    kind,
    message,
    effect: toJson(effect),
    ...rest,
  };
}

function ownEffects({ effects }: RecommendStep): RecommendEffect[] {
  return effects.flatMap((effect) => RecommendEffect.safeParse(effect).data ?? []);
}

function shownOf(state: RecommendState): string {
  const envelope = {
    id: 's1',
    workflow: 'recommend',
    owner: ANA,
    place: PLACE,
    version: 1,
  } as const;
  const times = { openedAt: AT, updatedAt: AT };
  const session = { ...envelope, ...times, isOpen: true, isListening: true, state };
  return JSON.stringify(view(session));
}

describe('a step that the model failed', () => {
  it.each<[RecommendEffect['type'], RecommendState]>([
    ['understand-intent', aRecommendation()],
    ['find-solutions', searching],
    [
      'apply-open-requirements',
      transition(
        { ...answering, asking: 'open' },
        { type: 'requirements-given', at: AT, text: 'daily backups' },
      ).state,
    ],
  ])('%s stops, keeps everything and offers two ways on', (type, before) => {
    const effect = RecommendEffect.parse({ type });
    const { state, effects } = transition(before, failed(effect));

    expect(effects).toEqual([]);
    expect({ ...state, trouble: undefined }).toMatchObject({ ...before, trouble: undefined });
    expect(shownOf(state)).toContain('Claude is overloaded.');
    expect(shownOf(state)).toContain('Try again');
    expect(shownOf(state)).toContain('Go on with built-in rules');
    expect(ownEffects(transition(state, AGAIN))).toEqual([effect]);
    const byRules = transition(state, RULES);
    expect(ownEffects(byRules)).toEqual([effect]);
    expect(byRules.state).toMatchObject({ languageBy: 'offline', modelFault: 'away' });
  });

  it('offers built-in rules no more where they failed themselves', () => {
    const gone = transition(searching, failed({ type: 'find-solutions' })).state;
    const byRules = transition(gone, RULES).state;
    const effect = { type: 'find-solutions' } as const;
    const { state } = transition(byRules, failed(effect, { kind: 'bad-model-output' }));

    expect(shownOf(state)).toContain('Try again');
    expect(shownOf(state)).not.toContain('Go on with built-in rules');
    expect(transition(state, RULES).state).toBe(state);
  });

  it('offers no built-in rules where something else is away', () => {
    const { state } = transition(
      searching,
      failed({ type: 'find-solutions' }, { kind: 'unavailable' }),
    );

    expect(shownOf(state)).not.toContain('built-in rules');
  });

  it('notes what the built-in rules made, and says which way Claude failed', () => {
    const gone = transition(searching, failed({ type: 'find-solutions' })).state;
    const byRules = transition(gone, RULES).state;
    const away = transition(byRules, solutionsFound(aSolution())).state;
    const unusable = transition(
      { ...byRules, modelFault: 'unusable' },
      solutionsFound(aSolution()),
    ).state;

    expect(shownOf(away)).toContain('Ranked by built-in rules: Claude was away.');
    expect(byRulesText(unusable, 'ranked')).toContain('Claude gave no answer that could be used.');
  });

  it('notes nothing where the bot has no other model', () => {
    const offline = aRecommendation(understood, solutionsFound(aSolution()));

    expect(shownOf(offline)).toContain('Ranked by built-in rules, without a model.');
    expect(shownOf(offline)).not.toContain('Claude');
  });
});

describe('a try that makes sense later', () => {
  const due = new Date(Date.parse(AT) + MINUTE_MS).toISOString();
  const effect = { type: 'find-solutions' } as const;
  const step = transition(searching, failed(effect, { retryAfterMs: MINUTE_MS }));
  const isDue: RecommendEvent = { type: 'retry-due', at: due };

  it('is made once by itself at its time', () => {
    expect(step.effects).toMatchObject([
      { type: 'raise', sessionId: 's1', notBefore: due, event: isDue, key: 'try-again' },
    ]);
    const again = transition(step.state, isDue);
    expect(ownEffects(again)).toEqual([effect]);

    const second = transition(again.state, failed(effect, { retryAfterMs: MINUTE_MS }));
    expect(second.effects).toEqual([]);
    expect(shownOf(second.state)).toContain('The next try makes sense');
  });

  it.each([AGAIN, RULES, { type: 'session-cancelled', at: AT } as const])(
    'is not made any more after $type',
    (event) => {
      const { state, cancels } = transition(step.state, event);

      expect(cancels).toContain('try-again');
      expect(transition(state, isDue).effects).toEqual([]);
    },
  );

  it('is made by itself again after the person tried', () => {
    const byItself = transition(step.state, isDue).state;
    const second = transition(byItself, failed(effect, { retryAfterMs: MINUTE_MS })).state;
    const asked = transition(second, AGAIN).state;

    const third = transition(asked, failed(effect, { retryAfterMs: MINUTE_MS }));
    expect(third.effects).toHaveLength(1);
  });

  it('is left to the person where that is hours away', () => {
    const later = transition(searching, failed(effect, { retryAfterMs: 600 * MINUTE_MS }));

    expect(later.effects).toEqual([]);
    expect(shownOf(later.state)).toContain('The next try makes sense');
  });
});

describe('the wording of questions', () => {
  const effect = { type: 'write-questions' } as const;

  it('is done by built-in rules without asking anybody, and says so', () => {
    const step = transition(questioning, failed(effect));
    expect(step.state).toBe(questioning);
    expect(ownEffects(step)).toEqual([{ ...effect, instead: 'away' }]);

    const written = {
      ...questionsWritten(writable),
      solvedBy: 'offline',
      instead: 'away',
    } as const;
    const { state } = transition(step.state, written);
    expect(shownOf(state)).toContain('Worded by built-in rules: Claude was away.');
    expect(state.languageBy).toBeUndefined();
  });

  it('stops where the built-in rules fail, too', () => {
    const { state } = transition(questioning, failed({ ...effect, instead: 'away' }));

    expect(state.trouble?.message).toBe('Claude is overloaded.');
  });
});

describe('a reply that is to be understood', () => {
  const effect = { type: 'interpret-reply', text: 'the little one', by: BEN } as const;

  it('is read by built-in rules instead, once', () => {
    const step = transition(answering, failed(effect));
    expect(step.state).toBe(answering);
    expect(ownEffects(step)).toEqual([{ ...effect, instead: 'away' }]);

    expect(transition(answering, failed({ ...effect, instead: 'away' })).effects).toEqual([]);
  });

  it('leads to a word to its writer alone where nobody could read it', () => {
    const unread = { type: 'reply-unread', at: AT, by: BEN, fault: 'budget' } as const;
    const { state, effects } = transition(answering, unread);

    expect(state).toBe(answering);
    expect(effects).toMatchObject([{ type: 'tell', to: BEN }]);
    expect(JSON.stringify(effects)).toContain('The budget for Claude did not last, so I could not');
  });
});

describe('values that were to be written', () => {
  const ask = { type: 'writing-asked', at: AT, by: ANA } as const;
  const writing = transition(answering, { ...ask, questionId: undefined }).state;
  const write = { type: 'write-for-me', solutionId: 'sol-1', by: ANA } as const;
  const size = { ...write, questionId: 'size' };
  const other = { ...write, questionId: 'other' };

  it('are all written by built-in rules when the person says so', () => {
    const first = transition(writing, failed(size)).state;
    const second = transition(first, failed(other)).state;
    const step = transition(second, RULES);

    expect(second.writing).toEqual([]);
    const instead = 'away';
    expect(ownEffects(step)).toEqual([
      { ...size, instead },
      { ...other, instead },
    ]);
    expect(step.state).toMatchObject({ writing: ['size', 'other'], languageBy: 'offline' });
  });

  it('leave what was answered, and the value that came meanwhile', () => {
    const first = transition(writing, failed(size)).state;
    const came = { ...write, type: 'value-written', at: AT, questionId: 'other' } as const;
    const { state } = transition(first, { ...came, value: 'large' });

    expect(state.answers).toMatchObject([{ questionId: 'other', value: 'large' }]);
    expect(shownOf(state)).toContain('Go on with built-in rules');
  });

  it('are left alone when the person answers by hand', () => {
    const first = transition(writing, failed(size)).state;
    const { state } = transition(first, answersGiven({ size: 'small' }));

    expect(state.trouble).toBeUndefined();
    expect(state.answers).toMatchObject([{ questionId: 'size', value: 'small' }]);
  });
});

it('stops the work that runs when the person cancels', () => {
  expect(transition(searching, { type: 'session-cancelled', at: AT }).cancels).toContain('work');
  expect(transition(aRecommendation(), understood).effects).toMatchObject([{ key: 'work' }]);
});

it('reads records from before there was a choice of who answers', () => {
  const trouble = { message: 'The cluster is not answering.', retry: 'find-solutions' };
  const old = RecommendState.parse(JSON.parse(JSON.stringify({ ...searching, trouble })));

  expect(ownEffects(transition(old, AGAIN))).toEqual([{ type: 'find-solutions' }]);
});
