import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { ServedKind } from '../../src/ports/cluster.ts';
import { scanCard } from '../../src/workflows/scan/cards.ts';
import { BATCHES_AHEAD_MAX } from '../../src/workflows/scan/batches.ts';
import { start, transition } from '../../src/workflows/scan/transition.ts';
import type { ScanEffect, ScanEvent, ScanState } from '../../src/workflows/scan/state.ts';
import { anActor, aPlace } from '../builders.ts';
import { aServedKind, createFakeCluster } from '../fakes/cluster.ts';
import { createScanModel, createScanStage } from './scan-stage.ts';

const MINUTE_MS = 60_000;

/** Of thirty families, so that there are as many batches. */
const KINDS = families(30);

function families(count: number): readonly ServedKind[] {
  return Array.from({ length: count }, (_, number) =>
    aServedKind({ group: `family${number}.org`, kind: `Thing${number}` }),
  );
}

function away() {
  return new Failure('model-unavailable', 'Claude is overloaded.', { retryAfterMs: 30_000 });
}
function limited() {
  const details = { reason: 'limited', retryAfterMs: 10_000 } as const;
  return new Failure('model-unavailable', 'Claude takes no more requests for now.', details);
}
function overBudget() {
  return new Failure('model-unavailable', 'The budget is spent.', { reason: 'budget' });
}
function keyRefused() {
  return new Failure('model-unavailable', 'Claude is not set up right.', { reason: 'operator' });
}

/** A scan over a model that fails where it is told to. */
async function scanned(
  fails: (asked: { count: number; sinceMs: number; kinds: readonly string[] }) => void,
  served: readonly ServedKind[] = KINDS,
) {
  const stage = createScanStage();
  const cluster = createFakeCluster({ kinds: [...served] });
  const startMs = stage.clock.now().getTime();
  const model = createScanModel((kinds) =>
    fails({ count: model.askings.length, sinceMs: stage.clock.now().getTime() - startMs, kinds }),
  );
  const run = await stage.run(cluster, { dependencies: { model: model.model } });
  const tookMs = stage.clock.now().getTime() - startMs;
  return { ...run, ...model, stage, cluster, tookMs };
}

describe('a model that does not answer', () => {
  it('is waited for: one batch asks again, and then all kinds are described', async () => {
    let refused = 0;
    const { state, states, askings } = await scanned(({ count, sinceMs }) => {
      if (count < 4 || sinceMs > 20 * MINUTE_MS) return;
      refused += 1;
      throw away();
    });

    expect(state).toMatchObject({ stage: 'done', knownByModel: 30, undescribed: [] });
    expect(state.modelOutage).toBeUndefined();
    // Thirty batches, and one that asks with growing pauses.
    expect(refused).toBeGreaterThan(3);
    expect(refused).toBeLessThan(12);
    expect(askings.length).toBe(30 + refused);
    const waiting = states.filter(({ modelOutage }) => modelOutage !== undefined).at(-1);
    const shown = waiting && JSON.stringify(scanCard(waiting));
    expect(shown).toMatch(
      /Claude is overloaded\. Waiting for it: \d+ of 30 kinds are described\./u,
    );
    expect(shown).not.toContain(' left');
  });

  it('is given up after an hour: what is left is listed, and the next scan goes on', async () => {
    const { state, askings, tookMs, stage, cluster } = await scanned(({ count }) => {
      if (count >= 4) throw away();
    });
    const after = createScanModel();

    expect(state).toMatchObject({ stage: 'done', known: 30, knownByModel: 3 });
    expect(state.descriptions).toMatchObject({ described: 3, failures: 27 });
    expect(state.undescribed[0]?.reason).toBe('Claude is overloaded.');
    expect(tookMs).toBeGreaterThan(60 * MINUTE_MS);
    expect(tookMs).toBeLessThan(75 * MINUTE_MS);
    expect(askings.length).toBeLessThan(30);

    const next = await stage.run(cluster, { dependencies: { model: after.model } });
    expect(next.state.knownByModel).toBe(30);
    expect(after.asked.flat()).toHaveLength(27);
  });
});

describe('an outage', () => {
  it('costs the same however many batches are to come: not all of them are asked for', async () => {
    const { state, states, effects } = await scanned(({ count, sinceMs }) => {
      if (count >= 50 && sinceMs < 20 * MINUTE_MS) throw away();
    }, families(200));

    expect(state).toMatchObject({ stage: 'done', knownByModel: 200, undescribed: [] });
    const waiting = states.map(({ modelOutage }) => modelOutage?.waiting.length ?? 0);
    expect(Math.max(...waiting)).toBeGreaterThan(0);
    expect(Math.max(...waiting)).toBeLessThan(BATCHES_AHEAD_MAX);
    const asked = effects.filter(({ type }) => type === 'describe-batch').length;
    expect(asked).toBeLessThan(200 + 3 * BATCHES_AHEAD_MAX);
  });

  it('is none where there are too many requests: only what was refused asks again', async () => {
    const refused = new Set<string>();
    const { state, states, askings } = await scanned(({ count, kinds }) => {
      const [kind = ''] = kinds;
      if (count % 5 !== 0 || refused.has(kind)) return;
      refused.add(kind);
      throw limited();
    });

    expect(state).toMatchObject({ stage: 'done', knownByModel: 30, undescribed: [] });
    expect(states.every(({ modelOutage }) => modelOutage === undefined)).toBe(true);
    expect(refused.size).toBeGreaterThan(4);
    expect(askings).toHaveLength(30 + refused.size);
  });

  it('of the account’s limit alone ends in time, and the others are described', async () => {
    const { state, tookMs } = await scanned(({ kinds }) => {
      if (kinds[0] === 'Thing7') throw limited();
    });

    expect(state).toMatchObject({ stage: 'done', known: 30, knownByModel: 29 });
    expect(state.undescribed).toMatchObject([{ reason: limited().message }]);
    expect(tookMs).toBeLessThan(105 * MINUTE_MS);
  });
});

describe('a model that will answer nothing', () => {
  it.each([
    ['whose budget is spent', overBudget, 4],
    ['whose key is refused', keyRefused, 5],
  ])('and %s, is not waited for, and not asked for the other batches', async (_, fault, asked) => {
    const { state, askings, tookMs } = await scanned(({ count }) => {
      if (count >= 4) throw fault();
    });

    expect(state).toMatchObject({ stage: 'done', known: 30, knownByModel: 3 });
    expect(state.descriptions).toMatchObject({ described: 3, failures: 27 });
    expect(new Set(state.undescribed.map(({ reason }) => reason))).toEqual(
      new Set([fault().message]),
    );
    expect(askings).toHaveLength(asked);
    expect(tookMs).toBeLessThan(MINUTE_MS);
  });

  it('of one batch alone, is asked for all others', async () => {
    const { state } = await scanned(({ count }) => {
      if (count === 4) throw keyRefused();
    });

    expect(state.descriptions).toMatchObject({ described: 29, failures: 1 });
  });
});

describe('the batch that asks again', () => {
  const AT = '2026-11-02T09:00:00.000Z';
  const opening = { sessionId: 's', owner: anActor(), place: aPlace(), at: AT };
  const batch = { type: 'describe-batch', key: 'scan', plan: 'p', total: 3 } as const;

  function after(...events: readonly ScanEvent[]) {
    const first = start({ ...opening, input: { reason: 'asked' } });
    return events.reduce((step, event) => transition(step.state, event), first);
  }

  function failedBatch(number: number, kind = 'model-unavailable'): ScanEvent {
    const effect: ScanEffect = { ...batch, batch: number };
    const message = 'Claude is overloaded.';
    return { type: 'activity-failed', activity: effect.type, effect, kind, message, at: AT };
  }

  const counts = { documents: 1, documentsTotal: 1, described: 3, unchanged: 0, failures: 0 };
  const planned: readonly ScanEvent[] = [
    {
      type: 'documents-listed',
      at: AT,
      clusterId: 'c',
      clusterName: 'c',
      kinds: 3,
      counts,
      unknownNames: [],
      describes: true,
      embeds: false,
    },
    { type: 'kinds-profiled', at: AT, counts, failures: [] },
    { type: 'descriptions-planned', at: AT, plan: 'p', batches: 3, kinds: 3 },
  ];

  it('gives its place to the next where it ends otherwise, so that nobody waits for nothing', () => {
    const waiting = [failedBatch(0), failedBatch(2)];
    const put: ScanEvent = { type: 'batch-put-off', at: AT, effect: { ...batch, batch: 1 } };

    const step = after(...planned, ...waiting, put, failedBatch(0, 'bug'));

    expect(step.state.modelOutage).toMatchObject({ probe: 2, waiting: [1] });
    expect(step.effects).toMatchObject([
      { type: 'end-batch', batch: 0 },
      { type: 'describe-batch', batch: 2 },
    ]);
    const last = after(...planned, failedBatch(0), failedBatch(0, 'bug'));
    expect(last.state.modelOutage).toBeUndefined();
  });

  it('is waited for by the others, and what did not hear of its answer is asked for at once', () => {
    const answer: ScanEvent = {
      type: 'model-answered',
      at: '2026-11-02T09:10:00.000Z',
      finished: 1,
      described: 1,
      failures: 0,
    };

    const step = after(...planned, failedBatch(0), failedBatch(2), answer);
    const late = transition(step.state, {
      type: 'batch-put-off',
      at: AT,
      effect: { ...batch, batch: 1 },
    });

    expect(step.effects).toMatchObject([{ type: 'describe-batch', batch: 2, plan: 'p', total: 3 }]);
    expect(step.effects[0]).not.toHaveProperty('notBefore');
    expect(late).toMatchObject({
      effects: [{ type: 'describe-batch', batch: 1 }],
      isProgress: true,
    });
    expect(step.state.stageSince).toBe('2026-11-02T09:10:00.000Z');
  });

  it('leaves the other stages the time that they need', () => {
    const { state } = after(...planned, failedBatch(0), failedBatch(2));
    const soon: ScanState = { ...state, expiresAt: '2026-11-02T09:10:00.000Z' };

    const step = transition(soon, failedBatch(0));

    expect(step.state.modelProblem).toBe('Claude is overloaded.');
    expect(step.effects).toMatchObject([
      { type: 'end-batch', batch: 0 },
      { type: 'end-batch', batch: 2 },
    ]);
  });
});
