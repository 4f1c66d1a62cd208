import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aButtonPress } from '../../../test/builders.ts';
import { ANA, AT, aPreparedChange, BEN, CLEO, PLACE } from '../../../test/recommend-builders.ts';
import { approvalKey } from './approval.ts';
import { hear } from './hear.ts';
import type { ChangeEvent, ChangeState } from './state.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';
import { variantField } from './variants.ts';
import { changeWorkflow } from './workflow.ts';
import type { Actor } from '../../chat/actor.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { ChangeVariant } from '../../domain/prepared-change.ts';

function aVariant(id: string, label: string): ChangeVariant {
  const digest = id.padEnd(64, '0');
  const prepared = aPreparedChange({ digest, facts: [{ label: 'Mode', value: id }] });
  return { id, label, description: `Objects that break it get ${id}.`, prepared };
}

const AUDIT = aVariant('audit', 'Audit');
const DENY = aVariant('deny', 'Deny');
const KYVERNO = aVariant('kyverno-deny', 'Deny by Kyverno');

function opened(quorum: number, ...variants: readonly ChangeVariant[]): ChangeState {
  const input = {
    parentSessionId: 's1',
    title: 'Enforce a policy',
    prepared: AUDIT.prepared,
    variants: [...variants],
  };
  const opening = { sessionId: 'chg-1', owner: ANA, place: PLACE, at: AT, input };
  const approvers = {
    groups: ['S1'],
    people: [],
    isAnyMember: false,
    quorum,
    expiresAt: '2026-01-08T10:00:00.000Z',
    remindAt: '2026-01-05T14:00:00.000Z',
  };
  return transition(start(opening).state, { type: 'approvers-found', at: AT, approvers }).state;
}

const waiting = opened(1, AUDIT, DENY);

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

function pressOf(actor: Actor, name: string, argument: string) {
  return aButtonPress({ sessionId: 'chg-1', actor, action: { name, argument } });
}

function pressed(state: ChangeState, actor: Actor, id = 'deny'): ChangeEvent {
  return { type: 'variant-pressed', at: AT, actor, key: approvalKey(state), variantId: id };
}

function switchGranted(state: ChangeState, actor: Actor, id = 'deny'): ChangeEvent {
  return { type: 'variant-granted', at: AT, actor, key: approvalKey(state), variantId: id };
}

function approved(state: ChangeState, actor: Actor, quorum = 1): ChangeEvent {
  const approvers = { groups: ['S1'], people: [], isAnyMember: false, quorum };
  return { type: 'approval-granted', at: AT, actor, key: approvalKey(state), approvers };
}

function textOf(state: ChangeState): string {
  return view(sessionOf(state))
    .map(({ card }) => renderPlainText(card))
    .join('\n');
}

describe('a change that can be made in several ways', () => {
  it('says which way stands, and offers the other by a button', () => {
    expect(textOf(waiting)).toContain('How: Audit: Objects that break it get audit.');
    expect(textOf(waiting)).toContain('[Switch to deny]');
    expect(textOf(waiting)).not.toContain('[Change how]');
  });

  it('says once which way stands, where its facts say it already', () => {
    const facts = [{ label: 'Mode', value: `Audit: ${AUDIT.description}` }];
    const prepared = { ...AUDIT.prepared, facts };
    const state = { ...waiting, request: { ...waiting.request, prepared } };

    expect(textOf(state).split(AUDIT.description)).toHaveLength(2);
    expect(textOf(state)).not.toContain('How: ');
  });

  it('is switched by its requester while nobody has approved', () => {
    const { state, audit } = transition(waiting, pressed(waiting, ANA));

    expect(state.request.prepared.digest).toBe(DENY.prepared.digest);
    expect(textOf(state)).toContain('How: Deny: Objects that break it get deny.');
    expect(textOf(state)).toContain('Mode: deny');
    expect(audit).toMatchObject([
      {
        action: 'variant-switched',
        actor: 'slack:T1:UANA',
        digest: DENY.prepared.digest,
        details: { from: 'audit', to: 'deny' },
      },
    ]);
  });

  it('looks anybody else up first, and its requester too once somebody approved', () => {
    const two = opened(2, AUDIT, DENY);
    const once = transition(two, approved(two, CLEO, 2)).state;

    for (const step of [
      transition(waiting, pressed(waiting, CLEO)),
      transition(once, pressed(once, ANA)),
    ]) {
      expect(step.effects).toMatchObject([
        { type: 'check-approver', decision: { type: 'switch', variantId: 'deny' } },
      ]);
      expect(step.state.request.prepared.digest).toBe(AUDIT.prepared.digest);
    }
  });

  it('forgets approvals of the other way, and calls approvers back', () => {
    const two = opened(2, AUDIT, DENY);
    const once = transition(two, approved(two, CLEO, 2)).state;
    const { state, effects } = transition(once, switchGranted(once, BEN));

    expect(once.approvals).toHaveLength(1);
    expect(state).toMatchObject({ approvals: [], round: 1, stage: 'awaiting-approval' });
    expect(effects).toEqual([{ type: 'find-approvers' }]);
    expect(textOf(state)).toContain('earlier approvals do not count any more');
  });

  it('lets no approve button of before approve anything, whichever way stands again', () => {
    const stale = pressOf(CLEO, 'approve-change', approvalKey(waiting));
    const late = approved(waiting, CLEO);
    const deny = transition(waiting, pressed(waiting, ANA)).state;
    const back = transition(deny, pressed(deny, ANA, 'audit')).state;

    expect(back.request.prepared.digest).toBe(waiting.request.prepared.digest);
    for (const state of [deny, back]) {
      expect(hear(sessionOf(state), stale).type).toBe('refused');
      expect(transition(state, late).state).toBe(state);
    }
    expect(hear(sessionOf(waiting), stale).type).toBe('event');
  });

  it('applies with the consent to the way that stands', () => {
    const deny = transition(waiting, pressed(waiting, ANA)).state;
    const { state, effects } = transition(deny, approved(deny, CLEO));

    expect(state.stage).toBe('applying');
    expect(effects).toMatchObject([
      { type: 'apply-change', approvals: [{ digest: DENY.prepared.digest }] },
    ]);
    expect(transition(state, switchGranted(deny, BEN, 'audit')).state).toBe(state);
  });

  it('refuses a switch button that was drawn for something else', () => {
    const button = pressOf(CLEO, 'switch-variant', `${approvalKey(waiting)}/deny`);
    const deny = transition(waiting, pressed(waiting, ANA)).state;
    const applying = transition(waiting, approved(waiting, CLEO)).state;

    expect(hear(sessionOf(waiting), button)).toMatchObject({
      type: 'event',
      event: { variantId: 'deny', key: approvalKey(waiting) },
    });
    expect(hear(sessionOf(deny), button).type).toBe('refused');
    expect(hear(sessionOf(applying), button).type).toBe('refused');
  });

  it('offers more than two ways in a form, of which the one that stands is chosen', () => {
    const several = opened(1, AUDIT, DENY, KYVERNO);
    const form = changeWorkflow.form(sessionOf(several), { formId: 'variant', viewer: CLEO });
    const submit = (variantId: string) =>
      hear(sessionOf(several), {
        type: 'form-submitted',
        id: 'e1',
        at: AT,
        actor: CLEO,
        place: PLACE,
        sessionId: 'chg-1',
        formId: 'variant',
        values: { [variantField(several)]: variantId },
      });

    expect(textOf(several)).toContain('[Change how]');
    expect(form).toMatchObject({
      id: 'variant',
      fields: [{ initial: 'audit', options: [{ value: 'audit' }, {}, { value: 'kyverno-deny' }] }],
    });
    expect(submit('kyverno-deny')).toMatchObject({ event: { variantId: 'kyverno-deny' } });
    expect(submit('audit').type).toBe('refused');
  });

  it('keeps the difference of a moved base, whichever way is looked at meanwhile', () => {
    const applying = transition(waiting, approved(waiting, CLEO)).state;
    const moved = transition(applying, {
      type: 'base-moved',
      at: AT,
      items: applying.request.prepared.items,
      diff: 'a4',
      diffExcerpt: '+moved',
    }).state;
    const deny = transition(moved, pressed(moved, ANA)).state;
    const back = transition(deny, pressed(deny, ANA, 'audit')).state;

    expect(deny.request.prepared.diffExcerpt).toBe(DENY.prepared.diffExcerpt);
    expect(back.request.prepared.diffExcerpt).toBe('+moved');
  });

  it('is applied only with consent to exactly the way that stands, whatever comes in which order', () => {
    const states = constantFrom<(state: ChangeState) => ChangeEvent>(
      (state) => pressed(state, ANA, 'deny'),
      (state) => pressed(state, ANA, 'audit'),
      (state) => switchGranted(state, BEN, 'deny'),
      (state) => switchGranted(state, BEN, 'audit'),
      (state) => approved(state, CLEO, 2),
      (state) => approved(state, BEN, 2),
      () => approved(waiting, CLEO, 2),
    );
    let applied = 0;
    assert(
      property(array(states, { maxLength: 12 }), (events) => {
        let state = opened(2, AUDIT, DENY);
        for (const event of events) {
          const step = transition(state, event(state));
          for (const effect of step.effects) {
            if (effect.type !== 'apply-change') continue;
            applied += 1;
            const { digest } = step.state.request.prepared;
            expect(effect.approvals.map((one) => one.digest)).toEqual([digest, digest]);
          }
          state = step.state;
        }
      }),
    );
    expect(applied).toBeGreaterThan(0);
  });
});
