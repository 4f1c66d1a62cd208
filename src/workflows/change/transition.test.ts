import { describe, expect, it } from 'vitest';
import { ANA, AT, aPreparedChange, BEN, CLEO, PLACE } from '../../../test/recommend-builders.ts';
import { approvalKey } from './approval.ts';
import { hear } from './hear.ts';
import type { ChangeEvent, ChangeState } from './state.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';
import { changeWorkflow } from './workflow.ts';
import type { Actor } from '../../chat/actor.ts';
import type { SessionOf } from '../../chat/session.ts';
import { renderPlainText } from '../../chat/plain-text.ts';

const DIGEST = 'd'.repeat(64);

function approversFound(quorum = 1): Extract<ChangeEvent, { type: 'approvers-found' }> {
  const approvers = {
    groups: ['S1'],
    people: [],
    isAnyMember: false,
    quorum,
    expiresAt: '2026-01-08T10:00:00.000Z',
    remindAt: '2026-01-05T14:00:00.000Z',
  };
  return { type: 'approvers-found', at: AT, approvers };
}

const opened = start({
  sessionId: 'chg-1',
  owner: ANA,
  place: PLACE,
  at: AT,
  input: { parentSessionId: 's1', title: 'Database', prepared: aPreparedChange() },
}).state;
const waiting = transition(opened, approversFound()).state;

function granted(
  actor: Actor,
  { key = `${DIGEST}/0`, quorum = 1 }: { key?: string; quorum?: number } = {},
): ChangeEvent {
  const approvers = { groups: ['S1'], people: [], isAnyMember: false, quorum };
  return { type: 'approval-granted', at: AT, actor, key, approvers };
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

function slotsOf(state: ChangeState): string[] {
  return view(sessionOf(state)).map(({ slot }) => slot);
}

function textOf(state: ChangeState): string {
  return view(sessionOf(state))
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

describe('approval', () => {
  it('looks the person up before a click counts', () => {
    const step = transition(waiting, {
      type: 'approve-pressed',
      at: AT,
      actor: CLEO,
      key: approvalKey(waiting),
    });

    expect(step.state.stage).toBe('awaiting-approval');
    expect(step.effects).toMatchObject([
      { type: 'check-approver', actor: CLEO, decision: { type: 'approve' } },
    ]);
  });

  it('applies once for two approvals at once', () => {
    const first = transition(waiting, granted(CLEO));
    const second = transition(first.state, granted(BEN));

    expect(first.effects).toMatchObject([{ type: 'apply-change' }]);
    expect(second.effects).toEqual([]);
    expect(second.state).toBe(first.state);
  });

  it('does not count one person twice towards the quorum', () => {
    const two = transition(opened, approversFound(2)).state;
    const once = transition(two, granted(CLEO, { quorum: 2 })).state;

    expect(transition(once, granted(CLEO, { quorum: 2 })).state.stage).toBe('awaiting-approval');
    expect(transition(once, granted(BEN, { quorum: 2 })).state.stage).toBe('applying');
  });

  it('ignores consent to another digest', () => {
    expect(transition(waiting, granted(CLEO, { key: `${'e'.repeat(64)}/0` })).state).toBe(waiting);
  });

  it.each(['change-withdrawn', 'change-edited'] as const)('is void after %s', (type) => {
    const ended = transition(waiting, { type, at: AT, actor: ANA }).state;

    expect(transition(ended, granted(CLEO)).effects).toEqual([]);
  });

  it('is void after the time is up', () => {
    const expired = transition(waiting, { type: 'session-expired', at: AT }).state;

    expect(expired.stage).toBe('expired');
    expect(transition(expired, granted(CLEO)).state).toBe(expired);
  });

  it('tells a refused person why, and changes nothing', () => {
    const denied: ChangeEvent = {
      type: 'approval-denied',
      at: AT,
      actor: BEN,
      reason: 'Only approvers can.',
    };
    const step = transition(waiting, denied);

    expect(step.state).toBe(waiting);
    expect(step.effects).toMatchObject([{ type: 'tell', to: BEN, line: ['Only approvers can.'] }]);
    expect(step.audit).toMatchObject([{ action: 'approval-denied' }]);
  });

  it('is asked for again when the live objects moved under it, and old buttons approve nothing', () => {
    const applying = transition(waiting, granted(CLEO)).state;
    const moved = transition(applying, {
      type: 'base-moved',
      at: AT,
      items: applying.request.prepared.items,
      diff: 'a4',
      diffExcerpt: '+x',
    }).state;
    const stale = {
      type: 'button-pressed' as const,
      id: 'e1',
      at: AT,
      actor: CLEO,
      place: PLACE,
      sessionId: 'chg-1',
      action: { name: 'approve-change', argument: approvalKey(waiting) },
    };

    expect(moved).toMatchObject({ stage: 'awaiting-approval', approvals: [], round: 1 });
    expect(hear(sessionOf(moved), stale).type).toBe('refused');
    expect(hear(sessionOf(waiting), stale).type).toBe('event');
  });

  it('is asked for again with the whole difference as a file, where the card cuts it', () => {
    const moved = transition(transition(waiting, granted(CLEO)).state, {
      type: 'base-moved',
      at: AT,
      items: waiting.request.prepared.items,
      diff: 'a4',
      diffExcerpt: '+x',
      diffName: 'my-db-a4.diff',
    }).state;
    const files = view(sessionOf(moved)).flatMap(({ card }) =>
      card.elements.filter(({ type }) => type === 'file'),
    );

    expect(files).toMatchObject([{ name: 'my-db-a4.diff', content: 'a4' }]);
  });

  it('granted late, for the round before, counts for nothing', () => {
    const late = granted(BEN);
    const applying = transition(waiting, granted(CLEO)).state;
    const voided: ChangeEvent = { type: 'approval-voided', at: AT, reason: 'Cleo left.' };
    const again = transition(applying, voided);

    expect(again.effects).toMatchObject([{ type: 'find-approvers' }]);
    expect(transition(again.state, late).state).toBe(again.state);
    expect(
      transition(again.state, granted(BEN, { key: approvalKey(again.state) })).state.stage,
    ).toBe('applying');
  });

  it('that is asked for again calls people by a new message and reminds them anew', () => {
    const reminded = transition(waiting, { type: 'reminder-due', at: AT }).state;
    const applying = transition(reminded, granted(CLEO)).state;
    const voided: ChangeEvent = { type: 'approval-voided', at: AT, reason: 'Cleo left.' };
    const again = transition(transition(applying, voided).state, approversFound());
    const later = transition(again.state, { type: 'reminder-due', at: AT }).state;

    expect(again.effects).toMatchObject([{ type: 'raise', event: { type: 'reminder-due' } }]);
    expect(slotsOf(again.state)).toEqual(['change', 'again-1', 'reminder-0']);
    expect(textOf(again.state)).toContain('Cleo left.');
    expect(slotsOf(later)).toEqual(['change', 'again-1', 'reminder-0', 'reminder-1']);
  });

  it('counts towards the quorum as it is at the click', () => {
    const step = transition(waiting, granted(CLEO, { quorum: 2 }));

    expect(step.state).toMatchObject({ stage: 'awaiting-approval', approvers: { quorum: 2 } });
    expect(step.effects).toEqual([]);
  });

  it('reminds once, and only while it still waits', () => {
    const reminded = transition(waiting, { type: 'reminder-due', at: AT }).state;
    const ended = transition(waiting, granted(CLEO)).state;

    expect(reminded.reminded).toEqual([0]);
    expect(transition(reminded, { type: 'reminder-due', at: AT }).state).toBe(reminded);
    expect(transition(ended, { type: 'reminder-due', at: AT }).state).toBe(ended);
  });

  it.each([
    ['the lines to add where nobody is listed', { missingLines: 'roles: …' }],
    ['why where the cluster is only read', { closedBecause: 'roles: …' }],
  ])('shows %s, and no approve button', (_, because) => {
    const event = approversFound();
    const approvers = { ...event.approvers, groups: [], ...because };
    const state = transition(opened, { ...event, approvers }).state;

    expect(textOf(state)).toContain('roles: …');
    expect(textOf(state)).not.toContain('[Approve]');
    expect(textOf(waiting)).toContain('[Approve]');
    expect(textOf(state)).toContain('[Check again]');
    expect(transition(state, { type: 'check-again-asked', at: AT }).effects).toEqual([
      { type: 'find-approvers' },
    ]);
  });
});

describe('applying and settling', () => {
  const applying = transition(waiting, granted(CLEO)).state;
  const applied = transition(applying, {
    type: 'change-applied',
    at: AT,
    results: [{ state: 'applied', reason: '' }],
  });

  it('watches what was applied and calls nothing ready before it is', () => {
    expect(applied.state.stage).toBe('settling');
    expect(applied.effects).toMatchObject([{ type: 'watch-change' }]);
    expect(textOf(applied.state)).toContain('not ready yet');
  });

  it.each([
    ['ready', 'ready'],
    ['failed', 'failed'],
    ['applied', 'not-ready'],
  ] as const)('ends as the objects say: %s → %s', (result, stage) => {
    const { state } = transition(applied.state, {
      type: 'settling-ended',
      at: AT,
      results: [{ state: result, reason: 'its own words' }],
    });

    expect(state.stage).toBe(stage);
  });

  it('says what was applied before a refusal, and lets the requester change the answers', () => {
    const { state, effects } = transition(applying, {
      type: 'change-applied',
      at: AT,
      results: [{ state: 'refused', reason: 'spec.size: Unsupported value' }],
    });

    expect(effects).toMatchObject([{ type: 'raise', event: { type: 'change-returned' } }]);
    expect(textOf(state)).toContain('spec.size: Unsupported value');
    expect(transition(state, { type: 'change-edited', at: AT, actor: ANA }).effects).toMatchObject([
      { type: 'raise', sessionId: 's1', event: { type: 'change-superseded' } },
    ]);
  });

  it('waits with the approvals it has when the cluster is away, and goes on when asked', () => {
    const failed: ChangeEvent = {
      type: 'activity-failed',
      at: AT,
      activity: 'apply-change',
      kind: 'unavailable',
      message: 'The cluster is not answering.',
    };
    const { state } = transition(applying, failed);
    const again = transition(state, { type: 'retry-asked', at: AT, actor: ANA });

    expect(changeWorkflow.lifecycle(state).isOpen).toBe(true);
    expect(again.effects).toMatchObject([{ type: 'apply-change', approvals: [{ actor: CLEO }] }]);
  });
});

it('shows approvers what no field covers', () => {
  const prepared = aPreparedChange({ uncovered: ['backups every night'] });
  const request = { parentSessionId: 's1', title: 'Database', prepared };
  const { state } = transition(
    start({ sessionId: 'chg-1', owner: ANA, place: PLACE, at: AT, input: request }).state,
    approversFound(),
  );

  expect(textOf(state)).toContain('Not covered by any field: backups every night');
});
