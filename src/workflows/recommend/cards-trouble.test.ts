import { describe, expect, it } from 'vitest';
import {
  ANA,
  aQuestion,
  aRecommendation,
  aSolution,
  AT,
  BEN,
  chosen,
  PLACE,
  questionsWritten,
  solutionsFound,
  understood,
} from '../../../test/recommend-builders.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { Button, Card } from '../../chat/card.ts';
import type { ModelReason } from '../../domain/failure.ts';
import { toJson } from '../../domain/json.ts';
import { hear } from './hear.ts';
import type { RecommendEffect, RecommendEvent, RecommendState } from './state.ts';
import { summary } from './summary.ts';
import { transition } from './transition.ts';
import { view } from './view.ts';

const MINUTE_MS = 60_000;
const READ: RecommendEffect = { type: 'understand-intent' };
const FIND: RecommendEffect = { type: 'find-solutions' };
const searching = aRecommendation(understood);
const QUESTION: RecommendEvent = {
  type: 'intent-understood',
  at: AT,
  questions: [{ id: 'where', text: 'Where?', options: [] }],
  searchWords: [],
  by: 'offline',
};
const asking = aRecommendation(QUESTION, { type: 'clarification-skipped', at: AT });
const answering = aRecommendation(
  understood,
  solutionsFound(aSolution()),
  chosen,
  questionsWritten(
    aQuestion({ isWritable: true }),
    aQuestion({ id: 'other', label: 'Other', isWritable: true }),
  ),
);

function failed(
  effect: RecommendEffect,
  parts: { reason?: ModelReason; retryAfterMs?: number } = {},
): RecommendEvent {
  const kind = 'model-unavailable';
  const failure = { activity: effect.type, kind, message: 'Claude gave no answer.' };
  return { type: 'activity-failed', at: AT, ...failure, effect: toJson(effect), ...parts };
}

function sessionOf(state: RecommendState) {
  const times = { openedAt: AT, updatedAt: AT };
  const envelope = { id: 's1', workflow: 'recommend', owner: ANA, place: PLACE } as const;
  return { ...envelope, ...times, version: 1, isOpen: true, isListening: true, state };
}

function cardsOf(state: RecommendState): readonly Card[] {
  return view(sessionOf(state)).map(({ card }) => card);
}

function newest(state: RecommendState): string {
  const card = cardsOf(state).at(-1);
  return card ? renderPlainText(card) : '';
}

/** The rows of buttons of the newest card. */
function rows(state: RecommendState): Button[][] {
  const { elements = [] } = cardsOf(state).at(-1) ?? {};
  return elements.flatMap((element) => (element.type === 'buttons' ? [element.buttons] : []));
}

function green(state: RecommendState): string[] {
  return rows(state)
    .flat()
    .filter(({ style }) => style === 'primary')
    .map(({ label }) => label);
}

function heard(state: RecommendState, text: string, actor = ANA) {
  const said = { id: 'E1', type: 'message-posted', at: AT, actor, place: PLACE, text } as const;
  return hear(sessionOf(state), { ...said, namesBot: true, isDirect: false });
}

describe('what helps most', () => {
  it.each<[ModelReason | undefined, string]>([
    [undefined, 'Try again'],
    ['paused', 'Try again'],
    ['limited', 'Try again'],
    ['budget', 'Go on with built-in rules'],
    ['operator', 'Go on with built-in rules'],
    ['too-long', 'Go on with built-in rules'],
    ['declined', 'Go on with built-in rules'],
  ])('where the reason is %s stands first and alone is green: %s', (reason, label) => {
    const why = reason === undefined ? {} : { reason };
    const { state } = transition(searching, failed(FIND, why));

    expect(green(state)).toEqual([label]);
    expect(rows(state)[0]?.[0]?.label).toBe(label);
  });

  it('shares one row with the way out', () => {
    const { state } = transition(aRecommendation(), failed(READ));

    expect(rows(state).map((row) => row.map(({ label }) => label))).toEqual([
      ['Try again', 'Go on with built-in rules', 'Cancel'],
    ]);
  });
});

describe('the first card', () => {
  it('says what the thread waits for, and nothing that does not happen', () => {
    const [root] = cardsOf(transition(asking, failed(FIND)).state);
    const text = root ? renderPlainText(root) : '';

    expect(text).toContain('👇 In this thread: try again, or go on with built-in rules.');
    expect(text).not.toContain('Searching');
  });
});

describe('what a trouble says', () => {
  it('is that nothing is lost, with or without a time', () => {
    expect(newest(transition(searching, failed(FIND)).state)).toContain('Nothing is lost.');
    const timed = transition(searching, failed(FIND, { retryAfterMs: 5 * MINUTE_MS })).state;
    expect(newest(timed)).toContain('Nothing is lost. I try again by myself 2026-01-05 10:05');
  });

  it('holds no time that has almost come', () => {
    const { state } = transition(searching, failed(FIND, { retryAfterMs: 20_000 }));

    expect(newest(state)).toContain('Nothing is lost. I try again by myself shortly.');
    expect(newest(state)).not.toMatch(/10:0|20 s/u);
  });

  it('names the ways on once in a list', () => {
    const { state } = transition(searching, failed(FIND));

    expect(summary(sessionOf(state)).status).toEqual([
      'Claude gave no answer. In its thread: try again, or go on with built-in rules.',
    ]);
  });
});

describe('a value that was not written', () => {
  const asked = transition(answering, {
    type: 'writing-asked',
    at: AT,
    by: ANA,
    questionId: 'size',
  });
  const write = { type: 'write-for-me', solutionId: 'sol-1', questionId: 'size', by: ANA } as const;
  const { state } = transition(asked.state, failed(write));

  it('is named, in one row of buttons of which one is green', () => {
    expect(newest(state)).toContain('Writing Size failed: Claude gave no answer.');
    expect(rows(state)).toHaveLength(1);
    expect(green(state)).toEqual(['Fill in']);
    const labels = rows(state)[0]?.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['Try again', 'Go on with built-in rules']));
    expect(labels).not.toContain('Write Size for me');
  });

  it('leaves no step failed', () => {
    const [root] = cardsOf(state);
    const text = root ? renderPlainText(root) : '';

    expect(text).not.toContain('❌');
    expect(text).toContain('fill it in yourself, try again, or go on with built-in rules.');
  });
});

describe('a request that Claude does not take', () => {
  it.each<[ModelReason, string]>([
    ['declined', 'Say it in other words in a reply to this message'],
    ['too-long', 'Say it in fewer words in a reply to this message'],
  ])('because of its words (%s) is said anew in the thread', (reason, words) => {
    const { state } = transition(aRecommendation(), failed(READ, { reason }));
    expect(newest(state)).toContain(words);

    const hearing = heard(state, 'a small PostgreSQL database');
    const event = { type: 'intent-reworded', intent: 'a small PostgreSQL database', by: ANA };
    expect(hearing).toMatchObject({ type: 'event', event });
    if (hearing.type !== 'event') return;
    const step = transition(state, hearing.event);
    expect(step.state).toMatchObject({ intent: 'a small PostgreSQL database', trouble: undefined });
    expect(step.effects).toMatchObject([READ]);
    expect(step.audit).toMatchObject([{ action: 'recommendation-reworded' }]);
  });

  it('is said anew by its owner alone, and not by mere talk or too many words', () => {
    const { state } = transition(aRecommendation(), failed(READ, { reason: 'declined' }));

    expect(heard(state, 'a small database', BEN)).toEqual({ type: 'ignored' });
    expect(heard(state, 'thanks!')).toEqual({ type: 'ignored' });
    expect(heard(state, 'a database '.repeat(500))).toMatchObject({ type: 'refused' });
  });

  it('is not changed by words where something else stands in the way', () => {
    const { state } = transition(aRecommendation(), failed(READ));

    expect(newest(state)).not.toContain('words');
    expect(heard(state, 'a small database')).toEqual({ type: 'ignored' });
  });

  it('in a later step is begun anew, and the card says so', () => {
    const { state } = transition(searching, failed(FIND, { reason: 'declined' }));

    expect(newest(state)).toContain('To say it in other words, ask anew with /dotai recommend.');
  });

  it('at the end leads back to where more was said', () => {
    const open: RecommendState = { ...answering, asking: 'open' };
    const given: RecommendEvent = { type: 'requirements-given', at: AT, text: 'backups' };
    const applying = transition(open, given).state;
    const apply = { type: 'apply-open-requirements' } as const;
    const { state } = transition(applying, failed(apply, { reason: 'declined' }));

    expect(newest(state)).toContain('Back leads to where you can say it in other words.');
    const back = rows(state)
      .flat()
      .find(({ label }) => label === 'Back');
    expect(back).toMatchObject({ action: { name: 'go-back' } });
    const after = transition(state, { type: 'went-back', at: AT }).state;
    expect(after).toMatchObject({ stage: 'answering', asking: 'open' });
  });
});
