import { describe, expect, it } from 'vitest';
import { ANA, AT, aPreparedChange, BEN, CLEO, PLACE } from '../../../test/recommend-builders.ts';
import { approvalKey } from './approval.ts';
import { hear } from './hear.ts';
import { type Asked, type ChangeEvent, ChangeState } from './state.ts';
import { start, transition } from './transition.ts';
import { view } from './view.ts';
import { changeWorkflow } from './workflow.ts';
import type { Actor, Place } from '../../chat/actor.ts';
import { renderPlainText } from '../../chat/plain-text.ts';
import type { SessionOf } from '../../chat/session.ts';
import { toJson } from '../../domain/json.ts';
import type { SlottedCard } from '../workflow.ts';

const DREW: Actor = { ...ANA, id: 'UDREW' };
const approvers = { groups: ['S1'], people: [], isAnyMember: false, quorum: 1 };
const times = { expiresAt: '2026-01-08T10:00:00.000Z', remindAt: '2026-01-05T14:00:00.000Z' };

function directOf(to: Actor): { place: Place; to: Actor } {
  return { to, place: { platform: 'slack', workspace: 'T1', channel: `D${to.id}` } };
}

const CHANNEL = { place: { platform: 'slack', workspace: 'T1', channel: 'CAPPROVE' } } as const;

function found(asked?: Partial<Asked>): ChangeEvent {
  const known = { isDirect: true, places: [], unreached: [], ...asked };
  return {
    type: 'approvers-found',
    at: AT,
    approvers: { ...approvers, ...times },
    ...(asked ? { asked: known } : {}),
  };
}

function after(...events: readonly ChangeEvent[]): ChangeState {
  const input = {
    parentSessionId: 's1',
    title: 'Database',
    intent: 'a database for the shop',
    prepared: aPreparedChange(),
  };
  const opening = { sessionId: 'chg-1', owner: ANA, place: PLACE, at: AT, input };
  return events.reduce((state, event) => transition(state, event).state, start(opening).state);
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

function cards(state: ChangeState): readonly SlottedCard[] {
  return view(sessionOf(state));
}

function slotsAt(state: ChangeState, channel: string): string[] {
  return cards(state).flatMap(({ slot, place }) => (place?.channel === channel ? [slot] : []));
}

function textOf(state: ChangeState, slot: string): string {
  const found = cards(state).find((one) => one.slot === slot);
  return found ? renderPlainText(found.card) : '';
}

const both = found({ places: [directOf(CLEO), directOf(DREW)] });
const granted: ChangeEvent = {
  type: 'approval-granted',
  at: AT,
  actor: CLEO,
  key: approvalKey(after()),
  approvers,
};
const applied: ChangeEvent = {
  type: 'change-applied',
  at: AT,
  results: [{ state: 'applied', reason: '' }],
};
const reminded: ChangeEvent = { type: 'reminder-due', at: AT };
const voided: ChangeEvent = { type: 'approval-voided', at: AT, reason: 'Cleo left.' };

describe('a copy for an approver', () => {
  it('has what they need to decide: who, why, what exactly, and both files', () => {
    const state = after(both);
    const text = textOf(state, 'copy-1');
    const copy = cards(state).find(({ slot }) => slot === 'copy-1');
    const files = copy?.card.elements.flatMap((one) => (one.type === 'file' ? [one] : []));

    expect(copy?.place).toEqual(directOf(CLEO).place);
    for (const part of ['@UANA', 'a database for the shop', 'Size', '+kind: Database', 'dddddd']) {
      expect(text).toContain(part);
    }
    expect(files?.map(({ name, content }) => [name, content])).toEqual([
      ['my-db-dddddddd.yaml', 'a2'],
      ['my-db-a3.diff', 'a3'],
    ]);
    expect(text).toContain('[Approve]');
    expect(text).toContain('[Reject]');
    expect(text).not.toMatch(/Withdraw|Change answers/u);
  });

  it('stays as it is while the change is carried out, and then says how it ended', () => {
    const applying = after(both, granted);
    const settling = after(both, granted, applied);
    const results = [{ state: 'failed' as const, reason: 'No quota.' }];
    const ended = after(both, granted, applied, { type: 'settling-ended', at: AT, results });

    expect(textOf(applying, 'copy-1')).toContain('It is being applied');
    expect(textOf(settling, 'copy-1')).toBe(textOf(applying, 'copy-1'));
    expect(textOf(ended, 'copy-1')).toContain('it failed: No quota.');
    expect(textOf(ended, 'copy-2')).toBe(textOf(ended, 'copy-1'));
    expect(textOf(ended, 'copy-1')).not.toContain('[Approve]');
  });

  it('is followed by what calls approvers back, by name, and by no outcome', () => {
    const state = after(both, reminded, granted, voided, both, reminded);

    expect(slotsAt(state, 'DUCLEO')).toEqual([
      'copy-1',
      'copy-1-again-1',
      'copy-1-reminder-0',
      'copy-1-reminder-1',
    ]);
    expect(textOf(state, 'copy-1-reminder-1')).toContain('@UCLEO Still waiting.');
    expect(textOf(state, 'copy-1-again-1')).toContain('Cleo left.');
    const no: ChangeEvent = { type: 'rejection-granted', at: AT, actor: CLEO, reason: 'No.' };
    const ended = after(both, no);
    expect(slotsAt(ended, 'DUCLEO')).toEqual(['copy-1']);
    expect(cards(ended).map(({ slot }) => slot)).toContain('outcome-0');
  });

  it('shows the new difference, with its file, where the cluster changed meanwhile', () => {
    const moved: ChangeEvent = {
      type: 'base-moved',
      at: AT,
      items: aPreparedChange().items,
      diff: 'b4',
      diffExcerpt: '+other',
    };
    const state = after(both, granted, moved, both);
    const files = cards(state)
      .filter(({ place }) => place?.channel === 'DUCLEO')
      .flatMap(({ card }) => card.elements.flatMap((one) => (one.type === 'file' ? [one] : [])));

    expect(files.map(({ content }) => content)).toEqual(['a2', 'b4']);
    expect(textOf(state, 'copy-1')).toContain('+other');
  });

  it('keeps its slot when approvers change; who comes later hears nothing of before', () => {
    const state = after(both, reminded, granted, voided, found({ places: [directOf(BEN)] }));

    expect(slotsAt(state, 'DUCLEO')[0]).toBe('copy-1');
    expect(slotsAt(state, 'DUDREW')[0]).toBe('copy-2');
    expect(slotsAt(state, 'DUBEN')).toEqual(['copy-3']);
  });

  it('is one of at most twenty, whoever comes and goes', () => {
    const many = Array.from({ length: 40 }, (_, index) => directOf({ ...ANA, id: `U${index}` }));

    expect(after(found({ places: many })).asking?.copies).toHaveLength(20);
  });
});

describe('a press in another place', () => {
  it('is answered there, where it does not count', () => {
    const state = after(both);
    const { place } = directOf(CLEO);
    const pressed = hear(sessionOf(state), {
      type: 'button-pressed',
      id: 'e1',
      at: AT,
      actor: CLEO,
      place,
      sessionId: 'chg-1',
      action: { name: 'approve-change', argument: approvalKey(state) },
    });
    if (pressed.type !== 'event') throw new Error('the press was not heard');
    const { effects } = transition(state, pressed.event);
    const denied: ChangeEvent = {
      type: 'approval-denied',
      at: AT,
      actor: CLEO,
      place,
      reason: 'Only approvers can.',
    };

    expect(effects).toMatchObject([{ type: 'check-approver', actor: CLEO, place }]);
    expect(transition(state, denied).effects).toMatchObject([{ type: 'tell', to: CLEO, place }]);
  });
});

describe('the requester’s card', () => {
  it('says where it was asked', () => {
    expect(textOf(after(both), 'change')).toContain('Asked in direct messages: @UCLEO, @UDREW.');
    const channel = textOf(after(found({ places: [CHANNEL] })), 'change');
    expect(channel).toContain('Asked in the approvals channel.');
    expect(textOf(after(found()), 'change')).not.toContain('Asked in');
    expect(textOf(after(both, granted, applied), 'change')).toContain('Asked in direct messages');
  });

  it.each([
    ['open-to-all', 'Only you can see this conversation, so nobody else can approve'],
    ['nobody-found', 'I found no approver whom I could ask directly'],
    ['too-many', 'More people may approve than I ask directly'],
  ] as const)('says who is not asked, and what helps: %s', (gap, words) => {
    const text = textOf(after(found({ gap })), 'change');

    expect(text).toContain(words);
    expect(text).toContain('approvals.channel');
    expect(text).toContain('[Check again]');
    expect(textOf(after(found({ gap }), granted), 'change')).not.toContain(words);
  });

  it('says of a place that the platform refused that nobody was asked there', () => {
    const refused: ChangeEvent = { type: 'place-refused', at: AT, slot: 'copy-1' };
    const direct = after(found({ places: [CHANNEL] }), refused);
    const open = after(found({ places: [CHANNEL], isDirect: false }), refused);

    expect(textOf(direct, 'change')).toContain('this conversation is yours alone');
    expect(textOf(open, 'change')).toContain('approvers are asked here alone');
    expect(textOf(direct, 'change')).not.toContain('Asked in');
    expect(slotsAt(direct, 'CAPPROVE')).toEqual([]);
    expect(transition(direct, refused).state).toBe(direct);
    const person = textOf(after(both, refused), 'change');
    expect(person).toContain('Asked in direct messages: @UDREW.');
    expect(person).toContain('I could not write directly to @UCLEO.');
  });

  it('tries a refused place again, in its old slot, when approvers are looked up anew', () => {
    const refused: ChangeEvent = { type: 'place-refused', at: AT, slot: 'copy-1' };
    const state = after(found({ places: [CHANNEL] }), refused);
    const asked = transition(state, { type: 'check-again-asked', at: AT });
    const again = transition(asked.state, found({ places: [CHANNEL] })).state;

    expect(asked.effects).toEqual([{ type: 'find-approvers' }]);
    expect(slotsAt(again, 'CAPPROVE')).toEqual(['copy-1']);
    expect(textOf(again, 'change')).not.toContain('I cannot write');
  });
});

describe('the record', () => {
  it('of a change from before copies existed is read as it was', () => {
    const { asking, ...old } = after(found());
    const state = ChangeState.parse(toJson(old));

    expect(asking).toBeUndefined();
    expect(cards(state).map(({ slot }) => slot)).toEqual(['change']);
    expect(changeWorkflow.summary(sessionOf(state)).copies).toEqual([]);
  });

  it('stays small with as many copies as there can be', () => {
    const many = Array.from({ length: 40 }, (_, index) => directOf({ ...ANA, id: `U${index}` }));
    const state = after(found({ places: many }));

    expect(JSON.stringify(state.asking).length).toBeLessThan(8_000);
    expect(ChangeState.parse(toJson(state)).asking).toEqual(state.asking);
  });

  it('names for lists the copies that were not refused', () => {
    const state = after(both, { type: 'place-refused', at: AT, slot: 'copy-1' });

    expect(changeWorkflow.summary(sessionOf(state)).copies).toEqual([{ slot: 'copy-2', to: DREW }]);
  });
});
