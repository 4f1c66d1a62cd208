import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakeKnowledgeIndex } from '../../../test/fakes/knowledge-index.ts';
import { createScanModel, createScanStage } from '../../../test/flows/scan-stage.ts';
import { Failure } from '../../domain/failure.ts';
import { CAPABILITIES, indexEntryOf } from '../../domain/knowledge/document.ts';
import type { KnowledgeIndex } from '../../ports/knowledge-index.ts';
import type { ActivityContext } from '../activity.ts';

const KEPT = aServedKind({ group: 'batch', kind: 'Job' });
const REMOVED = Array.from({ length: 60 }, (_, number) =>
  aServedKind({ group: 's3.aws.example.org', kind: `Thing${number}` }),
);
const [FIRST, SECOND] = REMOVED;
const DAY_MS = 86_400_000;
const SWEEP = { type: 'sweep-kinds', key: 'scan' } as const;

function aContext(checkTurn: ActivityContext['checkTurn'] = async () => undefined) {
  return {
    session: aSession({ workflow: 'scan' }),
    effectId: 'session-1-1-0',
    checkTurn,
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    now: () => '2026-11-03T09:00:00.000Z',
  } satisfies ActivityContext;
}

/** A cluster that was scanned, and then lost all of a group's kinds. */
async function aStage() {
  const stage = createScanStage();
  const cluster = createFakeCluster({ kinds: [KEPT, ...REMOVED] });
  await stage.run(cluster);
  cluster.setKinds([KEPT]);
  return { stage, cluster };
}

/** An index in which something happens once its entries were listed. */
function afterListing(knowledge: KnowledgeIndex, happens: () => Promise<void>): KnowledgeIndex {
  return {
    ...knowledge,
    async list(collection, page) {
      const listed = await knowledge.list(collection, page);
      await happens();
      return listed;
    },
  };
}

describe('the kinds that a cluster no longer serves', () => {
  it('are marked a few at a time, and no more once the scan is another process’s', async () => {
    const { stage, cluster } = await aStage();
    let turns = 2;
    const checkTurn = async () => {
      turns -= 1;
      if (turns < 0) throw new Failure('unavailable', 'Called off.');
    };

    const swept = stage.activitiesOf(cluster)['sweep-kinds'](SWEEP, aContext(checkTurn));

    await expect(swept).rejects.toThrow('Called off.');
    const stored = await Promise.all(REMOVED.map((served) => stage.stored(served)));
    const marked = stored.filter((one) => one?.goneAt !== undefined);
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.length).toBeLessThan(REMOVED.length);
  });

  it('stay as they are where they were read anew or forgotten since', async () => {
    const { stage, cluster } = await aStage();
    const [first, second] = await Promise.all(
      [FIRST, SECOND].map(async (served) => served && stage.stored(served)),
    );
    if (!first || !second) throw new Error('the kinds are not known');
    const knowledge = afterListing(stage.knowledge, async () => {
      const anew = { ...first, scannedAt: '2026-11-03T08:59:59.000Z' };
      await stage.knowledge.upsert(CAPABILITIES, [indexEntryOf(anew)]);
      await stage.knowledge.remove(CAPABILITIES, [second.id]);
    });
    const activities = stage.activitiesOf(cluster, { knowledge });

    const swept = await activities['sweep-kinds'](SWEEP, aContext());

    expect(swept).toMatchObject({ type: 'kinds-swept', gone: 58 });
    expect(FIRST && (await stage.stored(FIRST))?.goneAt).toBeUndefined();
    expect(SECOND && (await stage.stored(SECOND))).toBeUndefined();
  });
});

it('notes the descriptions of all kinds that are served, changed or not, and forgets the others some time', async () => {
  const stage = createScanStage();
  const { model, asked } = createScanModel();
  const cluster = createFakeCluster({ kinds: [KEPT, ...REMOVED] });
  await stage.run(cluster, { dependencies: { model } });
  cluster.setKinds([KEPT]);
  await stage.clock.advance(170 * DAY_MS);
  await stage.run(cluster, { dependencies: { model } });
  await stage.clock.advance(170 * DAY_MS);
  await stage.run(cluster, { dependencies: { model } });
  asked.length = 0;

  const knowledge = createFakeKnowledgeIndex();
  cluster.setKinds([KEPT, ...REMOVED]);
  await stage.run(cluster, { dependencies: { model, knowledge } });

  expect(asked.flat().toSorted()).toEqual(REMOVED.map(({ kind }) => kind.kind).toSorted());
});
