import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aButtonPress, aMessage, anActor, aPlace, aSession } from '../../../test/builders.ts';
import { scanCard } from './cards.ts';
import { ScanState, type ScanCounts, type ScanEvent } from './state.ts';
import { hasEnded, start, transition } from './transition.ts';
import { scanWorkflow } from './workflow.ts';

const owner = anActor('U1');
const opening = {
  sessionId: 'session-1',
  owner,
  place: aPlace(),
  at: '2026-11-02T09:00:00.000Z',
  input: { reason: 'asked' as const },
};

function at(seconds: number): string {
  return new Date(Date.parse(opening.at) + seconds * 1_000).toISOString();
}

function counts(over: Partial<ScanCounts> = {}): ScanCounts {
  return { documents: 0, documentsTotal: 10, described: 0, unchanged: 0, failures: 0, ...over };
}

const listed: ScanEvent = {
  type: 'documents-listed',
  at: at(1),
  clusterId: 'cluster-1',
  clusterName: 'staging',
  kinds: 200,
  counts: counts(),
  unknownNames: [],
  describes: false,
  embeds: false,
};
const progressed: ScanEvent = {
  type: 'scan-progressed',
  at: at(3),
  counts: counts({ documents: 4, described: 80, unchanged: 20 }),
};
const profiled: ScanEvent = {
  type: 'kinds-profiled',
  at: at(6),
  counts: counts({ documents: 9, described: 180, failures: 1 }),
  failures: [{ document: 'apps/v1', reason: 'The cluster is not answering.' }],
};
const swept: ScanEvent = { type: 'kinds-swept', at: at(7), gone: 2, known: 198, knownByModel: 0 };
const cancelled: ScanEvent = { type: 'scan-cancelled', at: at(4), actor: owner };
const failed: ScanEvent = {
  type: 'activity-failed',
  activity: 'profile-kinds',
  kind: 'unavailable',
  message: 'The cluster is not answering.',
  at: at(5),
};
const expired: ScanEvent = { type: 'session-expired', at: at(9_000) };

function after(...events: readonly ScanEvent[]): ScanState {
  return events.reduce((state, event) => transition(state, event).state, start(opening).state);
}

function cardText(state: ScanState): string {
  return JSON.stringify(scanCard(state));
}

describe('a scan', () => {
  it('discovers, describes, sweeps and is done', () => {
    const first = start(opening);
    const steps = [first];
    for (const event of [listed, progressed, profiled, swept]) {
      steps.push(transition(steps.at(-1)?.state ?? first.state, event));
    }

    expect(steps.map(({ state }) => state.stage)).toEqual([
      'discovering',
      'profiling',
      'profiling',
      'sweeping',
      'done',
    ]);
    expect(steps.flatMap(({ effects }) => effects.map(({ type }) => type))).toEqual([
      'list-documents',
      'profile-kinds',
      'sweep-kinds',
    ]);
    expect(steps.flatMap(({ audit }) => audit.map(({ action }) => action))).toEqual([
      'scan-started',
      'scan-finished',
    ]);
  });

  it('stops what runs when it is cancelled, fails or takes too long', () => {
    for (const event of [cancelled, failed, expired]) {
      const step = transition(after(listed), event);
      expect(step.cancels).toEqual(['scan']);
      expect(step.effects).toEqual([]);
      expect(scanWorkflow.lifecycle(step.state)).toEqual({ isOpen: false, isListening: false });
    }
  });

  it('never goes on once it has ended, and never goes back', () => {
    const order = ['discovering', 'profiling', 'sweeping', 'done', 'failed', 'cancelled'];
    const events = constantFrom(listed, progressed, profiled, swept, cancelled, failed, expired);
    assert(
      property(array(events, { maxLength: 8 }), (sequence) => {
        let state = start(opening).state;
        for (const event of sequence) {
          const step = transition(state, event);
          const nothing = { state, effects: [], audit: [] };
          expect(step).toEqual(hasEnded(state) ? nothing : step);
          expect(order.indexOf(step.state.stage)).toBeGreaterThanOrEqual(
            order.indexOf(state.stage),
          );
          expect(ScanState.parse(step.state)).toEqual(step.state);
          state = step.state;
        }
      }),
    );
  });

  it('ignores a job that reports twice', () => {
    const state = after(listed, profiled);

    expect(transition(state, profiled)).toEqual({ state, effects: [], audit: [] });
    expect(transition(state, progressed)).toEqual({ state, effects: [], audit: [] });
  });

  it('keeps a bounded number of failures, and stays far below 64 KB', () => {
    const failures = Array.from({ length: 500 }, (_, number) => ({
      document: `group-${number}.example.org/v1`,
      reason: 'It could not be read. '.repeat(10),
    }));
    const state = after(listed, { ...profiled, counts: counts({ failures: 500 }), failures });

    expect(JSON.stringify(state).length).toBeLessThan(16_384);
    expect(cardText(transition(state, swept).state)).toContain('and 480 more');
  });
});

describe('who may cancel', () => {
  const session = { ...aSession({ workflow: 'scan' }), state: after(listed) };
  const press = aButtonPress({ sessionId: 'session-1', action: { name: 'cancel-scan' } });

  it('is whoever asked for the scan', () => {
    expect(scanWorkflow.hear(session, press)).toEqual({
      type: 'event',
      event: { type: 'scan-cancelled', at: press.at, actor: owner },
    });
  });

  it('is nobody else by that button, and curators are told their way', () => {
    const hearing = scanWorkflow.hear(session, { ...press, actor: anActor('U2') });

    expect(hearing.type).toBe('refused');
    expect(JSON.stringify(hearing)).toContain('capabilities cancel');
  });

  it('is nobody once the scan has ended', () => {
    const ended = { ...session, state: after(listed, profiled, swept) };

    expect(scanWorkflow.hear(ended, press).type).toBe('refused');
  });

  it('is not asked when people talk in the thread', () => {
    expect(scanWorkflow.hear(session, aMessage('cancel that please'))).toEqual({ type: 'ignored' });
  });
});
