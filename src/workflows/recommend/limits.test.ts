import { describe, expect, it } from 'vitest';
import {
  ANA,
  aPreparedChange,
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
import type { Binding } from '../../domain/solution.ts';
import { STATE_MAX_BYTES } from '../../runtime/define-workflow.ts';
import { RecommendEffect, type RecommendEvent, type RecommendState } from './state.ts';
import { transition } from './transition.ts';
import { view } from './view.ts';

const CLAUDE = 'Claude (claude-sonnet-5-5)';
const RULES = 'offline';
/** More than a conversation can hold, together with anything. */
const LONG = 'word '.repeat(13_500);
/** What code may bring, and no model. */
const LONGISH = 'word '.repeat(10_500);

const questioning = aRecommendation(understood, solutionsFound(aSolution()), chosen);
const generating = transition(
  { ...transition(questioning, questionsWritten(aQuestion())).state, asking: 'open' },
  { type: 'requirements-given', at: AT, text: 'seed data for tests' },
).state;

function extra(value: string): Binding {
  return { address: { alias: 'database', path: 'spec.seed' }, value, reason: 'seed data' };
}

function shown(state: RecommendState): string {
  const times = { openedAt: AT, updatedAt: AT };
  const envelope = { id: 's1', workflow: 'recommend', owner: ANA, place: PLACE } as const;
  const session = { ...envelope, ...times, version: 1, isOpen: true, isListening: true, state };
  return view(session)
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

function intentUnderstood(by: string, text: string): RecommendEvent {
  return { type: 'intent-understood', at: AT, by, searchWords: [text], questions: [] };
}

function found(by: string, text: string): RecommendEvent {
  const solutions = [aSolution({ reasons: [text] })];
  return { type: 'solutions-found', at: AT, solutions, nearest: [], by };
}

function worded(solvedBy: string, text: string): RecommendEvent {
  const questions = [aQuestion({ text })];
  const rest = { links: [], bindings: [], tables: {} };
  return { type: 'questions-written', at: AT, questions, ...rest, solvedBy };
}

function applied(solvedBy: string, text: string): RecommendEvent {
  const extras = [extra(text)];
  return { type: 'requirements-applied', at: AT, extras, unmet: [], solvedBy };
}

type Making = (by: string, text: string) => RecommendEvent;

describe('more than a conversation can hold', () => {
  it.each<[string, RecommendState, Making]>([
    ['an intent that was read', aRecommendation(), intentUnderstood],
    ['solutions', aRecommendation(understood), found],
    ['requirements', generating, applied],
  ])('%s by Claude is refused, with both ways on', (_what, before, made) => {
    const { state } = transition(before, made(CLAUDE, LONG));

    expect(state.stage).toBe(before.stage);
    expect(state.trouble?.fault).toBe('unusable');
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(STATE_MAX_BYTES / 2);
    expect(shown(state)).toContain('Claude wrote more than one conversation can hold');
    expect(shown(state)).toContain('[Try again] [Go on with built-in rules]');
    const rules = transition(state, { type: 'offline-chosen', at: AT });
    expect(rules.effects).toHaveLength(1);
  });

  it.each<[string, RecommendState, Making]>([
    ['solutions', aRecommendation(understood), found],
    ['questions', questioning, worded],
  ])('%s by Claude leave room for answers', (_what, before, made) => {
    expect(transition(before, made(CLAUDE, LONGISH)).state.stage).toBe(before.stage);
    expect(transition(before, made(RULES, LONGISH)).state.stage).not.toBe(before.stage);
  });

  it('of words for questions is built by code instead', () => {
    const { state, effects } = transition(questioning, worded(CLAUDE, LONG));

    expect(state).toBe(questioning);
    expect(effects.map((effect) => RecommendEffect.parse(effect))).toEqual([
      { type: 'write-questions', instead: 'unusable' },
    ]);
  });

  it.each<[string, RecommendState, RecommendEvent]>([
    ['requirements by the rules', generating, applied(RULES, LONG)],
    [
      'a review',
      generating,
      { type: 'change-prepared', at: AT, prepared: aPreparedChange({ diffExcerpt: LONG }) },
    ],
    [
      'a refusal',
      generating,
      { type: 'manifests-refused', at: AT, problems: {}, questions: [], others: [LONG] },
    ],
  ])('%s is a trouble that says what to do, and blames no model', (_what, before, event) => {
    const { state } = transition(before, event);

    expect(state.stage).toBe('generating');
    expect(Buffer.byteLength(JSON.stringify(state))).toBeLessThan(STATE_MAX_BYTES / 2);
    expect(shown(state)).toContain('Shorten it');
    expect(shown(state)).not.toContain('built-in rules');
    const back = transition(state, { type: 'went-back', at: AT }).state;
    expect(back).toMatchObject({ stage: 'answering', asking: 'open', trouble: undefined });
  });
});
