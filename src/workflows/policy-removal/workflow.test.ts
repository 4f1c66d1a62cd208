import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, aSession } from '../../../test/builders.ts';
import {
  colleague,
  LIVE,
  NONE,
  found,
  granted,
  pressed,
  changeEnded,
  prepared,
  gone,
  removed,
  hindered,
  expired,
  retry,
  failed,
  opening,
  after,
} from '../../../test/policy-removal-events.ts';
import type { PolicyRemovalEvent } from './state.ts';
import { hasEnded, start, transition } from './transition.ts';
import { policyRemovalWorkflow } from './workflow.ts';

it('removes at most what was granted, once, whatever comes in which order', () => {
  const events = constantFrom<PolicyRemovalEvent>(
    found(LIVE),
    found(NONE),
    pressed('all'),
    granted('all'),
    granted('record'),
    granted('enforcement'),
    granted('keep'),
    prepared,
    gone,
    changeEnded('ready'),
    changeEnded('rejected'),
    changeEnded('not-ready'),
    failed('remove-policy'),
    failed('prepare-deletion'),
    retry,
    removed,
    hindered,
    expired,
  );
  let removals = 0;
  assert(
    property(array(events, { maxLength: 20 }), (given) => {
      let { state, effects } = start(opening);
      let isFree = false; // granted without its enforcement, or that is gone
      for (const event of given) {
        const before = state;
        ({ state, effects } = transition(before, event));
        const isNothing = state === before && effects.length === 0;
        expect(!hasEnded(before) || isNothing).toBe(true);
        isFree ||=
          (before.stage === 'asking' && state.wish === 'record') ||
          (before.stage === 'preparing' && event.type === 'enforcement-gone') ||
          (before.stage === 'handed-over' &&
            event.type === 'change-ended' &&
            event.outcome === 'ready');
        for (const effect of effects) {
          if (effect.type !== 'remove-policy') continue;
          removals += 1;
          expect(isFree).toBe(true);
        }
        expect(policyRemovalWorkflow.lifecycle(state).isOpen).toBe(!hasEnded(state));
      }
    }),
    { numRuns: 1_000 },
  );
  expect(removals).toBeGreaterThan(0);
});

describe('what reaches a removal', () => {
  const asking = { ...aSession({ workflow: 'policy-removal' }), state: after(found(LIVE)).state };

  function press(argument: string) {
    const action = { name: 'remove-policy', argument };
    return aButtonPress({ sessionId: asking.id, actor: colleague, action });
  }

  it('is a press of its buttons, by whomever', () => {
    expect(policyRemovalWorkflow.hear(asking, press('all'))).toMatchObject({
      type: 'event',
      event: { type: 'removal-pressed', actor: colleague, wish: 'all' },
    });
    expect(policyRemovalWorkflow.hear(asking, press('everything')).type).toBe('refused');
    expect(policyRemovalWorkflow.hear(asking, aMessage('yes')).type).toBe('ignored');
  });

  it('is refused kindly once it is decided', () => {
    const decided = { ...asking, state: after(found(LIVE), granted('keep')).state };

    expect(policyRemovalWorkflow.hear(decided, press('all'))).toMatchObject({
      type: 'refused',
      line: ['This is decided already. That click changed nothing.'],
    });
  });
});
