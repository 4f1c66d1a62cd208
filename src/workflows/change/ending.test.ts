import { describe, expect, it } from 'vitest';
import { ANA, AT, aPreparedChange, BEN, CLEO, PLACE } from '../../../test/recommend-builders.ts';
import { approvalKey } from './approval.ts';
import type { ChangeEvent, ChangeState, ItemResult } from './state.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';
import { changeWorkflow } from './workflow.ts';
import type { SessionOf } from '../../chat/session.ts';
import { renderPlainText } from '../../chat/plain-text.ts';

const [item] = aPreparedChange().items;
const items = item ? [item, { ...item, reference: { ...item.reference, name: 'my-app' } }] : [];
const approvers = { groups: ['S1'], people: [], isAnyMember: false, quorum: 1 };
const times = { expiresAt: '2026-01-08T10:00:00.000Z', remindAt: '2026-01-05T14:00:00.000Z' };
const APPLIED: ItemResult = { state: 'applied', reason: '' };
const QUOTA: ItemResult = { state: 'refused', reason: 'exceeded quota', because: 'forbidden' };
const AWAY: ChangeEvent = {
  type: 'activity-failed',
  at: AT,
  activity: 'apply-change',
  kind: 'unavailable',
  message: 'The cluster is not answering.',
};

function after(...events: readonly ChangeEvent[]): ChangeState {
  const input = {
    parentSessionId: 's1',
    title: 'Database',
    prepared: aPreparedChange({ items }),
  };
  const opening = { sessionId: 'chg-1', owner: ANA, place: PLACE, at: AT, input };
  return events.reduce((state, event) => transition(state, event).state, start(opening).state);
}

const found: ChangeEvent = {
  type: 'approvers-found',
  at: AT,
  approvers: { ...approvers, ...times },
};
const granted: ChangeEvent = {
  type: 'approval-granted',
  at: AT,
  actor: CLEO,
  key: approvalKey(after()),
  approvers,
};
const partly: ChangeEvent = { type: 'change-applied', at: AT, results: [APPLIED, QUOTA] };
const expiry: ChangeEvent = { type: 'session-expired', at: AT };

function textOf(state: ChangeState): string {
  const session: SessionOf<ChangeState> = {
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
  return view(session)
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

describe('a change that was applied in part', () => {
  const refused = after(found, granted, partly);

  it.each([
    ['withdrawn', { type: 'change-withdrawn', at: AT, actor: ANA }],
    ['edited', { type: 'change-edited', at: AT, actor: ANA }],
    ['left alone', expiry],
  ] as const)('and is then %s says what stays', (_how, event) => {
    const text = textOf(transition(refused, event).state);

    expect(text).toContain('1 of 2 objects was applied and stays in the cluster.');
    expect(text).not.toContain('Nothing was applied');
  });

  it('is not bound to the time for its approval', () => {
    const { expiresAt = '' } = changeWorkflow.lifecycle(refused);

    expect(expiresAt > times.expiresAt).toBe(true);
    expect(textOf(refused)).toContain('It is not permitted: exceeded quota.');
  });

  it('is tried again as it was approved, and tells of the next outcome by a new message', () => {
    const again = transition(refused, { type: 'retry-asked', at: AT, actor: ANA });
    const ready = transition(
      transition(again.state, { type: 'change-applied', at: AT, results: [APPLIED, APPLIED] })
        .state,
      {
        type: 'settling-ended',
        at: AT,
        results: items.map(() => ({ state: 'ready', reason: '' })),
      },
    );

    expect(again.effects).toMatchObject([
      { type: 'raise', event: { type: 'change-resumed' } },
      { type: 'apply-change', approvals: [{ actor: CLEO }] },
    ]);
    expect(textOf(refused)).toContain('[Try again]');
    expect(ready.state).toMatchObject({ stage: 'ready', looks: 1 });
  });
});

describe('a change that hangs after its approval', () => {
  const hanging = after(
    found,
    granted,
    { type: 'object-applied', at: AT, results: [APPLIED, { state: 'waiting', reason: '' }] },
    AWAY,
  );

  it('is stopped by its requester, who sees how far it got', () => {
    const { state, effects } = transition(hanging, { type: 'stop-pressed', at: AT, actor: ANA });

    expect(textOf(hanging)).toContain('[Stop here]');
    expect(textOf(state)).toContain('1 of 2 objects was applied and stays in the cluster.');
    expect(textOf(state)).toContain('The last attempt may have reached the cluster');
    expect(effects).toMatchObject([
      { event: { type: 'change-ended', outcome: 'stopped', hasReached: true } },
    ]);
    expect(changeWorkflow.lifecycle(state).isOpen).toBe(false);
  });

  it('is stopped by another person only after a look at who they are', () => {
    const step = transition(hanging, { type: 'stop-pressed', at: AT, actor: BEN });

    expect(step.state).toBe(hanging);
    expect(step.effects).toMatchObject([{ type: 'check-approver', decision: { type: 'stop' } }]);
  });

  it('ends by itself when nobody comes back to it', () => {
    expect(changeWorkflow.lifecycle(hanging).expiresAt).toBeDefined();
    expect(transition(hanging, expiry).state.stage).toBe('stopped');
  });

  it('is not stopped or ended while the bot is at work on it', () => {
    const applying = after(found, granted);

    expect(transition(applying, expiry).state).toBe(applying);
    expect(transition(applying, { type: 'stop-pressed', at: AT, actor: ANA }).state).toBe(applying);
    expect(textOf(applying)).not.toContain('[Stop here]');
  });
});

it('stops, and says so, when the bot speaks to another cluster than the approved one', () => {
  const reason = 'This change was made for cluster a; the bot is connected to b now.';
  const state = transition(after(found, granted), { type: 'target-changed', at: AT, reason }).state;

  expect(state.stage).toBe('stopped');
  expect(textOf(state)).toContain(`Stopped. ${reason} Nothing was applied.`);
});

it('shows why it was rejected while the answers are changed', () => {
  const no: ChangeEvent = { type: 'rejection-granted', at: AT, actor: CLEO, reason: 'Too large.' };
  const edited = after(found, no, { type: 'change-edited', at: AT, actor: ANA });

  expect(textOf(edited)).toMatch(/Rejected by .*: Too large\. The answers are being changed/u);
});

describe.each([
  ['rejected', { type: 'rejection-granted', at: AT, actor: CLEO, reason: 'Too large.' }],
  ['expired', expiry],
] as const)('a change that is %s', (stage, event) => {
  const ended = transition(after(found), event);

  it('keeps the answers: its requester goes back to them', () => {
    const step = transition(ended.state, { type: 'change-edited', at: AT, actor: ANA });

    expect(ended.effects).toMatchObject([{ event: { type: 'change-returned' } }]);
    expect(textOf(ended.state)).toContain('[Change answers]');
    expect(step.effects).toMatchObject([{ event: { type: 'change-superseded' } }]);
  });

  it('is over, for the conversation too, when nobody comes back', () => {
    const over = transition(ended.state, expiry);

    expect(over.effects).toMatchObject([{ event: { type: 'change-ended', outcome: stage } }]);
    expect(textOf(over.state)).not.toContain('[Change answers]');
    expect(changeWorkflow.lifecycle(over.state).isOpen).toBe(false);
  });

  it('can be approved no more', () => {
    expect(transition(ended.state, granted).state).toBe(ended.state);
  });
});

it('shows no Try again for a click that was lost, but says to press it again', () => {
  const state = after(found, { ...AWAY, activity: 'check-approver' });

  expect(textOf(state)).toContain('That click did not count: press it again.');
  expect(textOf(state)).not.toContain('[Try again]');
});

describe('a change that a policy forbids by now', () => {
  const reason = 'A policy forbids this by now. Database my-db: size must be large.';
  const forbidden: ChangeEvent = { type: 'change-forbidden', at: AT, reason };

  it('has no button but the one to other answers, and its requester is told of it', () => {
    const state = after(found, granted, forbidden);
    const text = textOf(state);

    expect(text).toContain(`${reason} Nothing was applied.`);
    expect(text).toContain('cannot be applied as it is');
    expect(text).toContain('Press Change answers there.');
    expect(text).toContain('[Change answers]');
    expect(text).not.toMatch(/\[(?:Approve|Reject|Withdraw|Try again)\]/u);
    expect(text).not.toContain('Keeps');
  });

  it('says so still while the answers are changed, and that nobody rejected it', () => {
    const edited: ChangeEvent = { type: 'change-edited', at: AT, actor: ANA };
    const text = textOf(after(found, granted, forbidden, edited));

    expect(text).toContain(reason);
    expect(text).not.toContain('Rejected by');
  });

  it('counts no approval that comes late', () => {
    const state = after(found, granted, forbidden);
    const late = { ...granted, actor: BEN, key: approvalKey(state) };

    expect(transition(state, late).state).toBe(state);
  });

  it('is told to the conversation that asked for it, which stays open for other answers', () => {
    const { effects } = transition(after(found, granted), forbidden);

    expect(effects).toMatchObject([{ type: 'raise', event: { type: 'change-returned' } }]);
  });

  it('ends where no other answers are a way either', () => {
    const final: ChangeEvent = { ...forbidden, isFinal: true };
    const { state, effects } = transition(after(found, granted), final);

    expect(effects).toMatchObject([{ type: 'raise', event: { type: 'change-ended' } }]);
    expect(textOf(state)).not.toContain('[');
  });
});
