import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { BATCHES_AHEAD_MAX } from '../../src/workflows/scan/batches.ts';
import { aServedKind, createFakeCluster } from '../fakes/cluster.ts';
import { createScanModel, createScanStage } from './scan-stage.ts';

const overBudget = () =>
  new Failure('model-unavailable', 'Today’s budget of scans is spent.', { reason: 'budget' });

describe('more batches than are asked for at once', () => {
  const families = Array.from({ length: 130 }, (_, number) =>
    aServedKind({ group: `family${number}.org`, kind: `Thing${number}` }),
  );

  it.each(['works', 'dies-before', 'dies-after'] as const)(
    'are all described where every other one %s',
    async (fate) => {
      const { model } = createScanModel();
      let turns = 0;

      const { state, states } = await createScanStage().run(
        createFakeCluster({ kinds: families }),
        { dependencies: { model }, whim: () => ((turns += 1) % 2 === 0 ? 'works' : fate) },
      );

      expect(state).toMatchObject({ stage: 'done', knownByModel: 130 });
      for (const { batchesBegun = 0, descriptions } of states) {
        expect(batchesBegun - descriptions.finished).toBeLessThanOrEqual(BATCHES_AHEAD_MAX);
      }
    },
  );

  it('all come to an end once a budget is spent', async () => {
    let left = 60;
    const { model, askings } = createScanModel(() => {
      if (left === 0) throw overBudget();
      left -= 1;
    });

    const { state } = await createScanStage().run(createFakeCluster({ kinds: families }), {
      dependencies: { model },
    });

    expect(state).toMatchObject({ stage: 'done', knownByModel: 60 });
    expect(state.descriptions).toMatchObject({ described: 60, failures: 70 });
    expect(askings).toHaveLength(61);
  });
});
