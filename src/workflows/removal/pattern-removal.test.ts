import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aButtonPress, anActor, aPlace, aSession } from '../../../test/builders.ts';
import { removalCard } from './cards.ts';
import type { RemovalEvent, RemovalState, RemovalTarget } from './state.ts';
import { hasEnded, start, transition } from './transition.ts';
import { removalWorkflow } from './workflow.ts';

const owner = anActor('U1');
const colleague = anActor('U2');
const at = '2026-11-02T09:00:00.000Z';

const PATTERN: RemovalTarget = {
  type: 'pattern',
  patternId: 'pat-0123456789ab',
  version: 3,
  name: 'AWS public services',
  owner: 'slack:T1:U9',
};

const pressed: RemovalEvent = { type: 'removal-pressed', at, actor: colleague, wants: 'remove' };
const granted: RemovalEvent = { type: 'removal-granted', at, actor: colleague, wants: 'remove' };
const kept: RemovalEvent = { type: 'removal-granted', at, actor: colleague, wants: 'keep' };
const denied: RemovalEvent = {
  type: 'removal-denied',
  at,
  actor: colleague,
  reason: 'Only curators can do that.',
};
const hindered: RemovalEvent = { type: 'removal-hindered', at, reason: 'It was changed.' };
const removed: RemovalEvent = { type: 'pattern-removed', at };
const foreign: RemovalEvent = { type: 'capabilities-removed', at, removed: 9, isRepeat: false };
const failed: RemovalEvent = {
  type: 'activity-failed',
  activity: 'remove-pattern',
  kind: 'unavailable',
  message: 'The records are not answering.',
  at,
};
const expired: RemovalEvent = { type: 'session-expired', at };
const EVENTS = [pressed, granted, kept, denied, hindered, removed, foreign, failed, expired];

function after(target: RemovalTarget, ...events: readonly RemovalEvent[]) {
  let step = start({ sessionId: 'session-1', owner, place: aPlace(), at, input: target });
  for (const event of events) step = transition(step.state, event);
  return step;
}

function textOf(state: RemovalState): string {
  return JSON.stringify(removalCard(state));
}

describe('deleting a pattern', () => {
  it('asks, naming it, its versions and who answers for it', () => {
    const { state, effects, audit } = after(PATTERN);

    expect(effects).toEqual([]);
    expect(audit).toEqual([
      {
        at,
        actor: 'slack:T1:U1',
        action: 'pattern-deletion-asked',
        details: { pattern: 'pat-0123456789ab', version: '3' },
      },
    ]);
    const card = removalCard(state);
    expect(card.title).toBe('Delete this pattern?');
    expect(card.elements[0]).toEqual({ type: 'quote', text: 'AWS public services' });
    expect(textOf(state)).toContain('All 3 versions of it are deleted');
    expect(textOf(state)).toContain('"id":"U9"');
    expect(card.elements.at(-1)).toMatchObject({
      buttons: [
        { style: 'danger', action: { name: 'remove-pattern' }, confirm: {} },
        { label: 'Keep it', action: { name: 'keep-pattern' } },
      ],
    });
    expect(textOf(after({ ...PATTERN, version: 1 }).state)).toContain('Its only version is');
  });

  it('looks up who presses, and deletes when a curator did', () => {
    const check = { type: 'check-curator', actor: colleague, wants: 'remove' };
    expect(after(PATTERN, pressed).effects).toEqual([check]);
    expect(after(PATTERN, pressed, denied).state.stage).toBe('asking');
    const confirmed = after(PATTERN, pressed, granted);
    expect(confirmed.effects).toEqual([{ type: 'remove-pattern', target: PATTERN }]);
    const { state, audit } = after(PATTERN, pressed, granted, removed);

    expect(audit).toMatchObject([{ actor: 'slack:T1:U2', action: 'pattern-deleted' }]);
    expect(textOf(state)).toContain('Deleted the pattern');
    expect(removalWorkflow.summary({ ...aSession(), state }).status).toEqual(['Deleted.']);
  });

  it.each([
    ['kept', [kept], 'decided to keep it', 'pattern-kept'],
    ['expired', [expired], 'Nobody confirmed it in time', 'pattern-deletion-expired'],
    ['refused', [granted, hindered], 'It was changed.', undefined],
    ['failed', [granted, failed], 'The records are not answering.', 'pattern-deletion-failed'],
  ] as const)('that is %s says so', (stage, events, words, action) => {
    const { state, audit } = after(PATTERN, ...events);

    expect(state.stage).toBe(stage);
    expect(textOf(state)).toContain(words);
    expect(audit[0]?.action).toBe(action);
  });

  it('hears its own buttons, and no others', () => {
    const session = { ...aSession({ workflow: 'removal' }), state: after(PATTERN).state };
    const hear = (name: string) =>
      removalWorkflow.hear(
        session,
        aButtonPress({ sessionId: session.id, actor: colleague, action: { name } }),
      );

    expect(hear('remove-pattern')).toMatchObject({ type: 'event', event: { wants: 'remove' } });
    expect(hear('keep-pattern')).toMatchObject({ type: 'event', event: { wants: 'keep' } });
    expect(hear('remove-capabilities')).toMatchObject({ type: 'refused' });
  });

  it('deletes once at most, never unasked, and nothing follows its end', () => {
    assert(
      property(array(constantFrom(...EVENTS)), (events) => {
        let { state, effects } = after(PATTERN);
        let [removals, grants] = [0, 0];
        for (const event of events) {
          const before = state;
          if (event === granted) grants += 1;
          ({ state, effects } = transition(before, event));
          removals += effects.filter(({ type }) => type === 'remove-pattern').length;
          expect(effects.some(({ type }) => type === 'remove-capabilities')).toBe(false);
          expect(state).toEqual(hasEnded(before) ? before : state);
        }
        expect(removals).toBeLessThanOrEqual(Math.min(1, grants));
      }),
    );
  });
});
