import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/builders.ts';
import {
  accepted,
  anEnforcementRequest,
  aPolicyTalk,
  derived,
  enforcementAsked,
  failed,
  prepared,
  rehearsed,
  storedActive,
  storedAsDraft,
  storingAsked,
  TO_CHANGE,
  TO_DRAFT,
  TO_REVIEW,
  TO_RULES,
} from '../../../test/policy-builders.ts';
import { ANA, AT, BEN } from '../../../test/recommend-builders.ts';
import type { ChangeOutcome } from '../change-outcome.ts';
import type { PolicyEvent, PolicyState } from './state.ts';
import { transition } from './transition.ts';

function after(state: PolicyState, event: PolicyEvent) {
  const { state: next, effects } = transition(state, event);
  return { stage: next.stage, effects: effects.map(({ type }) => type), state: next };
}

describe('decisions', () => {
  it('stores it for a curator at once, and for others as a draft that waits', () => {
    const storing = aPolicyTalk([...TO_REVIEW, storingAsked]);

    expect(after(storing, storedActive).state).toMatchObject({
      stage: 'closed',
      outcome: 'stored',
    });
    expect(after(storing, storedAsDraft).stage).toBe('awaiting-curator');
  });

  it.each([
    ['good ones refused', { good: { total: 2, accepted: 1 } }],
    ['broken ones accepted', { broken: { total: 2, refused: 1 } }],
    ['the cluster not taking it', { dryRun: { isAccepted: false } }],
    ['nothing to enforce it', { targets: [] }],
    ['no object that breaks it', { broken: { total: 0, refused: 0 } }],
  ])('is not enforced with %s', (_why, parts) => {
    const review = aPolicyTalk([...TO_RULES, accepted, rehearsed(parts)]);

    expect(transition(review, enforcementAsked)).toMatchObject({ state: review, effects: [] });
    expect(after(review, storingAsked).effects).toEqual(['store-policy']);
  });

  it('opens a change only after it was checked and prepared', () => {
    const preparing = after(aPolicyTalk(TO_REVIEW), enforcementAsked);
    const storing = transition(preparing.state, prepared());
    const handed = transition(storing.state, storedAsDraft);

    expect(preparing).toMatchObject({ stage: 'preparing', effects: ['prepare-enforcement'] });
    expect(storing.effects).toMatchObject([{ type: 'store-policy', isEnforced: true }]);
    expect(handed.state.stage).toBe('handed-over');
    expect(handed.effects).toEqual([
      {
        type: 'open',
        workflow: 'change',
        sessionId: 'chg-1',
        input: anEnforcementRequest(),
      },
    ]);
  });

  it('derives anew where something is not as it was rehearsed, and says why', () => {
    const preparing = aPolicyTalk([...TO_REVIEW, enforcementAsked]);
    const problem = 'A kind is new.';
    const refused = after(preparing, { type: 'preparation-refused', at: AT, problem });

    expect(refused).toMatchObject({ stage: 'deriving', effects: ['derive-rules'] });
    expect(after(refused.state, derived()).state).toMatchObject({
      stage: 'rules',
      notice: problem,
    });
  });

  const ready: PolicyEvent = {
    type: 'change-ended',
    at: AT,
    outcome: 'ready',
    result: { level: 'success', line: ['Proved.'], isProved: true },
  };

  it('is enforced when the change said ready and that was noted', () => {
    const recording = transition(aPolicyTalk(TO_CHANGE), ready);

    expect(recording.state.stage).toBe('recording');
    expect(recording.effects).toMatchObject([{ type: 'record-enforcement', changeId: 'chg-1' }]);
    const closed = after(recording.state, { type: 'enforcement-recorded', at: AT });
    expect(closed.state).toMatchObject({ stage: 'closed', outcome: 'enforced' });
  });

  it('notes what is applied and not proved, and does not call it enforced', () => {
    const ended = { ...ready, outcome: 'not-ready', result: undefined } as const;
    const recording = after(aPolicyTalk(TO_CHANGE), ended);

    expect(recording.effects).toEqual(['record-enforcement']);
    const { state } = after(recording.state, { type: 'enforcement-recorded', at: AT });
    expect(state.outcome).toBe('not-enforced');
  });

  it('is not called enforced where the change was ready and nothing was tried', () => {
    const result: ChangeOutcome = { level: 'success', line: ['It is ready.'] };
    const untried: PolicyEvent = { ...ready, result };
    const recording = after(aPolicyTalk(TO_CHANGE), untried);
    const step = transition(recording.state, { type: 'enforcement-recorded', at: AT });

    expect(step.state).toMatchObject({ stage: 'closed', outcome: 'not-enforced' });
    expect(step.audit).toMatchObject([{ action: 'policy-enforcement-unproved' }]);
  });

  it.each<[string, PolicyEvent]>([
    ['withdrawn', { type: 'change-ended', at: AT, outcome: 'withdrawn' }],
    ['superseded', { type: 'change-superseded', at: AT }],
    [
      'rejected',
      { type: 'change-returned', at: AT, result: { level: 'warning', line: ['Rejected.'] } },
    ],
  ])('is reviewed on a new card when the change was %s', (_how, event) => {
    const { state, effects } = after(aPolicyTalk(TO_CHANGE), event);

    expect(state.stage).toBe('review');
    expect(state.shown.at(-1)).toBe('review-2');
    expect(effects).toEqual([]);
    expect(after(state, storingAsked)).toMatchObject({ effects: ['store-policy'] });
    expect(after(after(state, storingAsked).state, storedActive).state.outcome).toBe('stored');
  });

  it('waits on while what the cluster refused can be tried again', () => {
    const result = { level: 'error' as const, line: ['Refused.'] };
    const returned = after(aPolicyTalk(TO_CHANGE), { type: 'change-returned', at: AT, result });
    const resumed = after(returned.state, { type: 'change-resumed', at: AT });

    expect(returned.state).toMatchObject({ stage: 'handed-over', changeOutcome: result });
    expect(resumed.state).toMatchObject({ stage: 'handed-over', changeOutcome: undefined });
  });

  it('does not end while a change is on its way', () => {
    const handed = aPolicyTalk(TO_CHANGE);

    expect(transition(handed, { type: 'session-cancelled', at: AT }).state).toBe(handed);
    expect(transition(handed, { type: 'session-expired', at: AT }).state).toBe(handed);
  });
});

describe('a draft', () => {
  const draft = aPolicyTalk(TO_DRAFT);
  const curator = anActor('UCUR');

  it('is decided by whoever was found to be a curator', () => {
    const pressed = transition(draft, {
      type: 'decision-pressed',
      at: AT,
      actor: curator,
      accepts: true,
    });
    const granted = transition(pressed.state, {
      type: 'decision-granted',
      at: AT,
      actor: curator,
      accepts: true,
    });

    expect(pressed.effects).toMatchObject([{ type: 'check-curator', actor: curator }]);
    expect(granted.effects).toMatchObject([
      { type: 'settle-draft', actor: curator, accepts: true },
      { type: 'raise', sessionId: 's1', event: { type: 'draft-settled', accepts: true } },
    ]);
    const settled = after(granted.state, { type: 'draft-settled', at: AT, accepts: true });
    expect(settled.state).toMatchObject({ outcome: 'accepted', decidedBy: curator });
  });

  it('tells who may not that they may not', () => {
    const reason = 'Only curators can do that.';
    const step = transition(draft, { type: 'decision-denied', at: AT, actor: BEN, reason });

    expect(step.effects).toEqual([{ type: 'tell', to: BEN, line: [reason] }]);
    expect(step.state.stage).toBe('awaiting-curator');
  });

  it('can be taken back by its author without anybody else', () => {
    const step = transition(draft, { type: 'session-cancelled', at: AT });

    expect(step.effects).toMatchObject([{ type: 'settle-draft', actor: ANA, accepts: false }, {}]);
  });

  it('waits on where the decision could not be carried out', () => {
    const granted = { type: 'decision-granted', at: AT, actor: curator, accepts: true } as const;
    const { state } = transition(draft, granted);
    const effect = { type: 'settle-draft', actor: curator, accepts: true };
    const step = transition(state, failed(effect));
    const late: PolicyEvent = { type: 'draft-settled', at: AT, accepts: true };

    expect(step.state).toMatchObject({ stage: 'awaiting-curator', decidedBy: undefined });
    expect(step.effects).toMatchObject([{ type: 'tell', to: curator }]);
    expect(transition(step.state, late).state).toBe(step.state);
  });
});
