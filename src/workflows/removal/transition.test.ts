import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, anActor, aPlace, aSession } from '../../../test/builders.ts';
import { removalCard } from './cards.ts';
import type { RemovalEvent, RemovalState, RemovalTarget } from './state.ts';
import { hasEnded, start, transition } from './transition.ts';
import { removalWorkflow } from './workflow.ts';

const owner = anActor('U1');
const colleague = anActor('U2');
const at = '2026-11-02T09:00:00.000Z';

const BUCKET: RemovalTarget = {
  type: 'kind',
  clusterId: 'c1',
  capabilityId: 'cap-1',
  name: 'buckets.s3.example.org',
  document: 's3.example.org/v1',
};
const ALL: RemovalTarget = { type: 'all', clusterId: 'c1', known: 1_204 };

function opened(input: RemovalTarget) {
  return start({ sessionId: 'session-1', owner, place: aPlace(), at, input });
}

const pressed: RemovalEvent = { type: 'removal-pressed', at, actor: colleague, wants: 'remove' };
const granted: RemovalEvent = { type: 'removal-granted', at, actor: colleague, wants: 'remove' };
const kept: RemovalEvent = { type: 'removal-granted', at, actor: colleague, wants: 'keep' };
const denied: RemovalEvent = {
  type: 'removal-denied',
  at,
  actor: colleague,
  reason: 'Only curators can do that.',
};
const hindered: RemovalEvent = { type: 'removal-hindered', at, reason: 'A scan began.' };
const removed: RemovalEvent = {
  type: 'capabilities-removed',
  at,
  removed: 1_204,
  isRepeat: false,
};
const failed: RemovalEvent = {
  type: 'activity-failed',
  activity: 'remove-capabilities',
  kind: 'unavailable',
  message: 'The knowledge index is not answering.',
  at,
};
const uncounted: RemovalEvent = { ...failed, activity: 'check-curator' };
const expired: RemovalEvent = { type: 'session-expired', at };
const EVENTS = [pressed, granted, kept, denied, hindered, removed, failed, uncounted, expired];

function after(target: RemovalTarget, ...events: readonly RemovalEvent[]) {
  let step = opened(target);
  for (const event of events) step = transition(step.state, event);
  return step;
}

function textOf(state: RemovalState): string {
  return JSON.stringify(removalCard(state));
}

describe('forgetting one resource type', () => {
  it('is done at once, and says that the next scan describes it anew', () => {
    expect(opened(BUCKET).effects).toEqual([{ type: 'remove-capabilities', target: BUCKET }]);

    const { state, audit } = after(BUCKET, { ...removed, removed: 1 });

    expect(audit).toEqual([
      {
        at,
        actor: 'slack:T1:U1',
        action: 'capabilities-deleted',
        details: { cluster: 'c1', names: BUCKET.name },
      },
    ]);
    expect(textOf(state)).toContain('Forgot buckets.s3.example.org');
    expect(textOf(state)).toContain('The next scan describes it anew');
    expect(textOf(state)).toContain('capabilities scan buckets.s3.example.org');
  });
});

describe('forgetting everything', () => {
  it('asks again with a danger button that is confirmed', () => {
    const { state, effects } = opened(ALL);

    expect(effects).toEqual([]);
    expect(textOf(state)).toContain('1,204 capabilities would be forgotten');
    expect(removalCard(state).elements.at(-1)).toMatchObject({
      buttons: [
        { style: 'danger', confirm: { confirmLabel: 'Forget everything' } },
        { label: 'Keep them' },
      ],
    });
  });

  it('looks up who presses before anything happens', () => {
    const step = after(ALL, pressed);

    expect(step.effects).toEqual([{ type: 'check-curator', actor: colleague, wants: 'remove' }]);
    expect(step.state).toEqual(opened(ALL).state);
  });

  it('tells who may not that they may not, and goes on asking', () => {
    const step = after(ALL, pressed, denied);

    expect(step.effects).toEqual([
      { type: 'tell', to: colleague, line: ['Only curators can do that.'] },
    ]);
    expect(step.state.stage).toBe('asking');
  });

  it('notes who confirmed it and how many there were', () => {
    const confirmed = after(ALL, granted);
    const { state, audit } = after(ALL, granted, removed);

    expect(confirmed.effects).toEqual([{ type: 'remove-capabilities', target: ALL }]);
    expect(confirmed.audit[0]).toMatchObject({
      action: 'capabilities-deletion-confirmed',
      actor: 'slack:T1:U2',
    });
    expect(audit[0]).toMatchObject({
      action: 'capabilities-deleted',
      actor: 'slack:T1:U2',
      details: { count: '1204' },
    });
    expect(textOf(state)).toContain('Forgot 1,204 capabilities');
  });

  it('counts what a killed try removed before', () => {
    const repeat = { ...removed, removed: 4, isRepeat: true };

    expect(after(ALL, granted, repeat).state.removed).toBe(1_204);
    expect(after(ALL, granted, { ...repeat, isRepeat: false }).state.removed).toBe(4);
  });

  it.each([
    ['kept', [kept], 'Nothing was forgotten'],
    ['expired', [expired], 'Nobody confirmed it in time'],
    ['refused', [granted, hindered], 'A scan began.'],
    ['failed', [granted, failed], 'What was not removed yet is still known'],
  ] as const)('that is %s says so', (stage, events, words) => {
    const { state } = after(ALL, ...events);

    expect(state.stage).toBe(stage);
    expect(textOf(state)).toContain(words);
  });

  it('asks for a press again that could not be looked up', () => {
    const { state } = after(ALL, pressed, uncounted);

    expect(state.stage).toBe('asking');
    expect(textOf(state)).toContain('That click did not count');
    expect(after(ALL, pressed, uncounted, granted).state.problem).toBeUndefined();
  });

  it('removes once at most, and nothing follows its end, whatever comes in which order', () => {
    assert(
      property(array(constantFrom(...EVENTS)), constantFrom(ALL, BUCKET), (events, target) => {
        let { state, effects } = opened(target);
        let removals = effects.filter(({ type }) => type === 'remove-capabilities').length;
        for (const event of events) {
          const before = state;
          ({ state, effects } = transition(before, event));
          removals += effects.filter(({ type }) => type === 'remove-capabilities').length;
          expect(state).toEqual(hasEnded(before) ? before : state);
        }
        expect(removals).toBeLessThanOrEqual(1);
        expect(removalWorkflow.lifecycle(state).isOpen).toBe(!hasEnded(state));
      }),
    );
  });
});

describe('what reaches a removal', () => {
  const asking = aSession({ workflow: 'removal' });

  it('is a press of its buttons, by whomever', () => {
    const session = { ...asking, state: opened(ALL).state };
    const press = { sessionId: asking.id, actor: colleague };

    expect(
      removalWorkflow.hear(
        session,
        aButtonPress({ ...press, action: { name: 'remove-capabilities' } }),
      ),
    ).toMatchObject({ type: 'event', event: { actor: colleague, wants: 'remove' } });
    expect(
      removalWorkflow.hear(
        session,
        aButtonPress({ ...press, action: { name: 'keep-capabilities' } }),
      ),
    ).toMatchObject({ type: 'event', event: { wants: 'keep' } });
    expect(removalWorkflow.hear(session, aMessage('yes'))).toEqual({ type: 'ignored' });
  });

  it('is refused kindly once it is decided', () => {
    const session = { ...asking, state: after(ALL, granted, removed).state };
    const press = aButtonPress({ sessionId: asking.id, action: { name: 'remove-capabilities' } });

    expect(removalWorkflow.hear(session, press)).toMatchObject({ type: 'refused' });
  });
});
