import { describe, expect, it } from 'vitest';
import { ANA, AT, aPreparedChange, CLEO, PLACE } from '../../../test/recommend-builders.ts';
import { renderPlainLine } from '../../chat/plain-text.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';
import { NOTHING_TO_REPORT } from '../../domain/readiness-core.ts';
import { outcomeLine } from './notices.ts';
import { outcomeOf } from './outcome-words.ts';
import { doneText } from './sentences.ts';
import { start } from './transition.ts';
import type { ChangeState } from './state.ts';

function ready(reasons: readonly string[], over: Partial<PreparedChange> = {}): ChangeState {
  const opening = { sessionId: 'chg-1', owner: ANA, place: PLACE, at: AT };
  const input = { parentSessionId: 's1', title: 'Database', prepared: aPreparedChange(over) };
  const { state } = start({ ...opening, input });
  const approvals = [{ actor: CLEO, at: AT, digest: 'd' }];
  const results = reasons.map((reason) => ({ state: 'ready' as const, reason }));
  return { ...state, stage: 'ready', approvals, results };
}

describe('what is ready', () => {
  it.each([
    ['by its own word', ['It reports Ready.'], 'Ready: every object says so itself.'],
    [
      'since it is there, where nothing reports on it',
      [NOTHING_TO_REPORT],
      'Ready: all of it is there. Such objects have no status to report.',
    ],
    [
      'in part by its own word',
      [NOTHING_TO_REPORT, 'It reports Ready.'],
      'Ready: every object that has a status says so itself, and the others are there.',
    ],
  ])('is told to be so %s', (_how, reasons, said) => {
    expect(doneText(ready(reasons))).toBe(said);
  });

  it.each([
    ['warned', 'audit: what breaks it is accepted, with a warning.'],
    ['refused', 'deny: what breaks it is refused.'],
  ] as const)('and enforces a policy says in which mode: %s', (expects, mode) => {
    const state = ready([NOTHING_TO_REPORT], { proof: { expects, names: 'pol', probes: 'a9' } });

    expect(doneText(state)).toBe(`Enforced in ${mode}`);
    expect(renderPlainLine(outcomeOf(state)?.line ?? [])).toBe(`In ${mode} Approved by @UCLEO.`);
    expect(JSON.stringify(outcomeLine(state))).toContain(`is enforced in ${mode}`);
  });
});
