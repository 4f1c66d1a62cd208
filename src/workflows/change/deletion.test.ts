import { describe, expect, it } from 'vitest';
import {
  ANA,
  AT,
  aPreparedChange,
  CLEO,
  DATABASE_KIND,
  PLACE,
} from '../../../test/recommend-builders.ts';
import { approvalKey } from './approval.ts';
import { outcomeOf } from './outcome-words.ts';
import type { ChangeEvent, ChangeState, ItemResult, Proven } from './state.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';
import { changeWorkflow } from './workflow.ts';
import type { SessionOf } from '../../chat/session.ts';
import { renderPlainLine, renderPlainText } from '../../chat/plain-text.ts';
import type { PreparedChange } from '../../domain/prepared-change.ts';

const reference = { ...DATABASE_KIND, name: 'my-db', namespace: 'a-team' };

function after(prepared: Partial<PreparedChange>, ...events: readonly ChangeEvent[]): ChangeState {
  const input = { parentSessionId: 's1', title: 'A change', prepared: aPreparedChange(prepared) };
  const opening = { sessionId: 'chg-1', owner: ANA, place: PLACE, at: AT, input };
  return events.reduce((state, event) => transition(state, event).state, start(opening).state);
}

const DELETION: Partial<PreparedChange> = {
  action: 'delete',
  items: [
    { kind: DATABASE_KIND, reference, action: 'delete', base: 'b1' },
    { kind: DATABASE_KIND, reference: { ...reference, name: 'other' }, action: 'delete' },
  ],
};
const approvers = { groups: ['S1'], people: [], isAnyMember: false, quorum: 1 };
const found: ChangeEvent = {
  type: 'approvers-found',
  at: AT,
  approvers: {
    ...approvers,
    expiresAt: '2026-01-08T10:00:00.000Z',
    remindAt: '2026-01-05T14:00:00.000Z',
  },
};
const waiting = after(DELETION, found);
const granted: ChangeEvent = {
  type: 'approval-granted',
  at: AT,
  actor: CLEO,
  key: approvalKey(waiting),
  approvers,
};

function results(...states: readonly ItemResult['state'][]): ItemResult[] {
  return states.map((state) => ({ state, reason: state === 'ready' ? 'It is gone.' : '' }));
}

function applied(...states: readonly ItemResult['state'][]): ChangeEvent {
  return { type: 'change-applied', at: AT, results: results(...states) };
}

function ended(...states: readonly ItemResult['state'][]): ChangeEvent {
  return { type: 'settling-ended', at: AT, results: results(...states) };
}

function proved(proven: Proven): ChangeEvent {
  return { type: 'settling-ended', at: AT, results: results('ready'), proven };
}

function sessionOf(state: ChangeState): SessionOf<ChangeState> {
  return {
    id: 'chg-1',
    workflow: 'change',
    version: 1,
    owner: ANA,
    place: PLACE,
    state,
    isOpen: true,
    isListening: false,
    openedAt: AT,
    updatedAt: AT,
  };
}

function textOf(state: ChangeState): string {
  return view(sessionOf(state))
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

function outcomeText(state: ChangeState): string {
  return renderPlainLine(outcomeOf(state)?.line ?? []);
}

describe('a deletion', () => {
  const settling = [found, granted, applied('applied', 'applied')] as const;

  it('says what it deletes, on its list and before the approval counts', () => {
    const buttons = view(sessionOf(waiting)).flatMap(({ card }) =>
      card.elements.flatMap((element) => (element.type === 'buttons' ? element.buttons : [])),
    );

    expect(textOf(waiting)).toContain('delete: Database my-db in a-team');
    expect(buttons.find(({ label }) => label === 'Approve')?.confirm).toMatchObject({
      title: 'Delete 2 objects?',
      text: expect.stringContaining('It deletes 2 objects from test'),
    });
    expect(buttons.map(({ label }) => label)).not.toContain('Change answers');
  });

  it.each([
    ['Approved. Deleting now…', [found, granted]],
    ['Being deleted, not gone yet: 0 of 2 gone.', settling],
    ['Deleted: none of the objects is in the cluster', [...settling, ended('ready', 'ready')]],
    ['Their deletion was asked for', [...settling, ended('ready', 'applied')]],
    ['1 of 2 objects was deleted.', [found, granted, applied('applied', 'refused')]],
  ] as const)('says: %s', (words, events) => {
    const text = textOf(after(DELETION, ...events));

    expect(text).toContain(words);
    expect(text).not.toMatch(/applied|ready/iu);
  });

  it('is told of as one in the conversation that asked for it', () => {
    const done = after(DELETION, ...settling, ended('ready', 'ready'));
    const open = after(DELETION, ...settling, ended('ready', 'applied'));

    expect(outcomeText(done)).toBe('my-db was deleted, approved by @UCLEO.');
    expect(outcomeText(open)).toContain('was to be deleted, but is not gone yet: 1 of 2 gone.');
  });

  it('that is rejected is over for good, and the conversation hears it', () => {
    const rejected: ChangeEvent = {
      type: 'rejection-granted',
      at: AT,
      actor: CLEO,
      reason: 'Still needed',
    };
    const { state, effects } = transition(waiting, rejected);

    expect(effects).toMatchObject([
      { type: 'raise', event: { type: 'change-ended', outcome: 'rejected' } },
    ]);
    expect(changeWorkflow.lifecycle(state).isOpen).toBe(false);
    expect(textOf(state)).toContain('Nothing was deleted.');
  });
});

describe('a change that is to be proved', () => {
  const proof = { expects: 'refused' as const, names: 'dotai-region', probes: 'a9' };
  const settled = [found, granted, applied('applied')] as const;
  it('is ready only with what proved it, and says so', () => {
    const proven = { isProved: true, text: 'a PostgreSQL instance in eu-west-1 was refused' };
    const state = after({ proof }, ...settled, proved(proven));

    expect(state.stage).toBe('ready');
    expect(textOf(state)).toContain('Proved: a PostgreSQL instance in eu-west-1 was refused.');
    expect(outcomeText(state)).toContain('Proved: a PostgreSQL instance in eu-west-1 was refused.');
    expect(outcomeOf(state)).toMatchObject({ isProved: true });
    expect(outcomeOf({ ...state, proven: undefined })).not.toHaveProperty('isProved');
  });

  it('is not ready where it is not proved, says why, and can be looked at again', () => {
    const text = 'The policy engine does not act: a PostgreSQL instance was accepted.';
    const proven = { isProved: false, text };
    const state = after({ proof }, ...settled, proved(proven));
    const again = transition(state, { type: 'look-again-asked', at: AT });

    expect(state.stage).toBe('not-ready');
    expect(textOf(state)).toContain(`Applied, but not proved to act: ${text}`);
    expect(textOf(state)).toContain('[Look again]');
    expect(outcomeText(state)).toContain(text);
    expect(again.effects).toMatchObject([{ type: 'watch-change' }]);
    expect(again.state.proven).toBeUndefined();
  });
});

it('names the policies that were looked at, and counts those that do not fit', () => {
  const policies = ['One', 'Two', 'Three', 'Four'].map((sentence) => ({
    id: `pol-${sentence}`,
    sentence,
    kept: 'spec.size is small',
  }));

  expect(textOf(after({ policies }, found))).toContain('Keeps 4 policies: One; Two; Three; 1 more');
  expect(textOf(after({}, found))).not.toContain('Keeps');
});
