import { describe, expect, it } from 'vitest';
import { ANA, AT, aPreparedChange, CLEO, PLACE } from '../../../test/recommend-builders.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import { HIDDEN } from '../../domain/redaction.ts';
import { outcomeOf } from './outcome-words.ts';
import type { ChangeState, ItemResult } from './state.ts';
import { start } from './transition.ts';

const opened = start({
  sessionId: 'chg-1',
  owner: ANA,
  place: PLACE,
  at: AT,
  input: { parentSessionId: 's1', title: 'Database', prepared: aPreparedChange() },
}).state;

function told(parts: Partial<ChangeState>): string {
  const outcome = outcomeOf({ ...opened, ...parts });
  return outcome ? `${outcome.level}: ${renderPlainLine(outcome.line)}` : 'nothing';
}

function one(state: ItemResult['state'], reason: string): ItemResult[] {
  return [{ state, reason }];
}

describe('the outcome of a change in a few words', () => {
  const approvals = [{ actor: CLEO, at: AT, digest: 'd' }];
  const rejected = { stage: 'rejected', endedBy: CLEO } as const;

  it.each([
    ['success: my-db is ready, approved by @UCLEO.', { stage: 'ready', approvals }],
    [
      'error: my-db failed: The image is gone.',
      { stage: 'failed', results: one('failed', 'The image is gone.') },
    ],
    [
      'error: my-db failed: The cluster refused it: No room. Nothing was applied.',
      { stage: 'failed', results: one('refused', 'No room') },
    ],
    [
      'warning: my-db is applied, but was not ready in time: 0 of 1 ready. Starting.',
      { stage: 'not-ready', results: one('applied', 'Starting.') },
    ],
    [
      'warning: my-db was rejected by @UCLEO: Too large. Nothing was applied.',
      { ...rejected, endReason: 'Too large' },
    ],
    ['warning: Nobody approved my-db in time. Nothing was applied.', { stage: 'expired' }],
    [
      'info: my-db was withdrawn by @UANA. Nothing was applied.',
      { stage: 'withdrawn', endedBy: ANA },
    ],
    ['warning: my-db was stopped. Nothing was applied.', { stage: 'stopped' }],
    ['nothing', { stage: 'applying' }],
    ['nothing', { stage: 'superseded' }],
  ] as const)('is "%s"', (words, parts) => {
    expect(told({ ...parts })).toBe(words);
  });

  it('is short, and hides secrets before it is cut', () => {
    const key = `-----BEGIN PRIVATE KEY-----${'k'.repeat(500)}-----END PRIVATE KEY-----`;
    const words = told({ ...rejected, endReason: `${'w '.repeat(130)}${key} ${'x'.repeat(500)}` });

    expect(words).toContain(HIDDEN);
    expect(words).not.toContain('kkk');
    expect(words.length).toBeLessThan(400);
  });
});
