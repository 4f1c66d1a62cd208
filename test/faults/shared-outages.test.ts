import { describe, expect, it, vi } from 'vitest';
import { namesOf, vectorNameOf, WORDS } from '../../src/adapters/qdrant/names.ts';
import { CAPABILITIES } from '../../src/domain/knowledge/document.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import {
  EMBEDDINGS_KEY,
  EMBEDDINGS_MODEL,
  startEmbeddingsServer,
} from '../embedding/embeddings-server.ts';
import type { QdrantServer } from '../qdrant/qdrant-server.ts';
import { missingRedis, type RunningRedis } from '../redis/redis-server.ts';
import { AGAIN, CHANNEL, DATABASE, troubledCard } from './conversation.ts';
import { type FaultWorld, startFaultWorld } from './fault-world.ts';
import { playThrough, type Step } from './play.ts';
import { askPrivately, CURATOR, finishedScan, PATIENCE, storedKinds } from './scanning.ts';

const NO_INDEX = /knowledge index is not answering/u;

describe.skipIf(missingRedis()).concurrent('while Redis', () => {
  it('is away at every step, who acts is told at once, and the same act goes on when it is back', async () => {
    const steps = await playThrough(
      DATABASE,
      async (step) => {
        const { world, move, quiet } = step;
        const redis = redisOf(world);
        await redis.kill();
        expect(await actInVain(step)).toMatch(NO_RECORDS);
        await redis.restart();
        await reconnected(world);
        if (move.whenUnheard === 'waits') world.slack.retryEventsNow();
        else await move.act();
        await quiet();
      },
      { victim: 'worker' },
    );

    expect(steps).toEqual(expect.arrayContaining(['ask', 'clarify', 'choose', 'form', 'approve']));
  });

  it('is killed while people are answered and a scan runs, both go on', async ({
    onTestFinished,
  }) => {
    const { embeddings, environment, goOn } = await startHeldEmbeddings();
    onTestFinished(() => embeddings.stop());

    const steps = await playThrough(
      DATABASE,
      async ({ world, move, settled }) => {
        const redis = redisOf(world);
        const isCut = ['choose', 'open', 'approve'].includes(move.name);
        await move.act();
        if (isCut) await redis.restart();
        await settled();
        if (isCut) await reconnected(world);
        if (move.name !== 'approve') return;
        expect(await finishedScan(world)).toBeUndefined();
        goOn();
        await vi.waitFor(async () => expect(await finishedScan(world)).toBeDefined(), PATIENCE);
        expect(storedKinds(world).filter(({ hasVector }) => !hasVector)).toEqual([]);
      },
      { victim: 'worker', environment },
    );

    expect(steps).toContain('approve');
  });
});

describe.skipIf(missingRedis()).concurrent('while Qdrant', () => {
  it('is away, a search stops the conversation with a way out, which works when it is back', async () => {
    const told: string[] = [];
    await playThrough(
      DATABASE,
      async ({ world, move, settled }) => {
        if (move.name === 'clarify') told.push(await takenLater(world, move));
        else await move.act();
        await settled();
      },
      { victim: 'worker' },
    );

    expect(told).toEqual([expect.stringMatching(NO_INDEX)]);
    expect(told.join()).not.toMatch(/ECONN|Error:|undefined|127\.0\.0\.1/u);
  });

  it('is away, commands say so, and the scan waits and goes on when it is back', async ({
    onTestFinished,
  }) => {
    const world = await startFaultWorld({
      victim: 'worker',
      prepare: (_cluster, { qdrant }) => qdrant?.meet(() => 'lost'),
    });
    onTestFinished(() => world.close());
    const { slack, records } = world;

    await vi.waitFor(async () => {
      const progress = textOf(await askPrivately(world, 'capabilities progress'));
      expect(progress).toContain('The knowledge index is not answering: waiting.');
    }, PATIENCE);
    for (const words of ['list', 'show Bucket', 'search a database']) {
      const answer = textOf(await askPrivately(world, `capabilities ${words}`));
      expect(answer).toMatch(NO_INDEX);
    }
    expect(await finishedScan(world)).toBeUndefined();

    records.qdrant?.meet(() => undefined);
    await vi.waitFor(async () => expect(await finishedScan(world)).toBeDefined(), PATIENCE);
    const list = textOf(await askPrivately(world, 'capabilities list'));
    expect(list).toMatch(/capabilities/iu);
    expect(slack.violations).toEqual([]);
  });

  it('holds vectors of another size, the log and the scan’s card say so, and words still find', async ({
    onTestFinished,
  }) => {
    const embeddings = await startEmbeddingsServer();
    onTestFinished(() => embeddings.stop());
    const world = await startFaultWorld({
      victim: 'worker',
      environment: embedderAt(embeddings.url),
      prepare: (_cluster, { qdrant }) => leaveOtherSize(qdrant, embeddings.url),
    });
    onTestFinished(() => world.close());

    await vi.waitFor(async () => expect(await finishedScan(world)).toBeDefined(), PATIENCE);
    const card = textOf(await askPrivately(world, 'capabilities progress'));
    expect(card).toMatch(/Search goes by words until the next scan.*DOTAI_EMBEDDER_DIMENSIONS/u);
    expect(world.victim.complaints().join('\n')).toContain(otherSizeOf(embeddings.url).name);
    const found = textOf(await askPrivately(world, 'capabilities search a database'));
    expect(found).toMatch(/database/iu);
  });
});

function redisOf({ records }: FaultWorld): RunningRedis {
  if (!records.redis) throw new Error('this world shares no Redis');
  return records.redis;
}

/** Resolves when the bot takes in what people say: somebody else has tried. */
async function reconnected({ slack }: FaultWorld): Promise<void> {
  await vi.waitFor(async () => {
    const before = slack.ephemerals('drew').length;
    await slack.as('drew').command(CHANNEL, '/dotai help');
    const answer = () => slack.ephemerals('drew').slice(before).at(-1);
    expect(textOf(await slack.waitFor(answer, { what: 'help' }))).not.toMatch(NO_RECORDS);
  }, PATIENCE);
}

/** Acts while Qdrant is away, and tries again when it is back. Returns what was said meanwhile. */
async function takenLater({ slack, records }: FaultWorld, move: Step['move']): Promise<string> {
  records.qdrant?.meet(() => 'lost');
  await move.act();
  const what = 'the card that says so';
  const timeoutMs = PATIENCE.timeout;
  const card = await slack.waitFor(() => troubledCard(slack), { what, timeoutMs });
  records.qdrant?.meet(() => undefined);
  expect((await slack.as('ana').press(card, { label: AGAIN })).error).toBeUndefined();
  return textOf(card);
}

/** Does it while nothing can be stored. Resolves when Slack shows that, and how it goes on. */
async function actInVain({ world, move }: Step): Promise<string> {
  const { slack } = world;
  const who = move.name === 'approve' ? CURATOR : 'ana';
  const before = slack.ephemerals(who).length;
  const error = await move.act();
  switch (move.whenUnheard) {
    case 'waits':
      return REPEATED; // Slack says it again by itself: nobody needs to
    case 'submits-again':
      return slack.as(who).openView() ? STILL_OPEN : 'the form is gone';
    case 'presses-again':
    case 'opens-again': {
      if (error !== undefined) return `Slack shows that it failed: ${error}`;
      const told = await slack.waitFor(() => slack.ephemerals(who).slice(before).at(-1), {
        what: 'what the person is told',
      });
      return textOf(told);
    }
  }
}

const REPEATED = 'repeated by Slack';
const STILL_OPEN = 'the form stays open';
const NO_RECORDS = /cannot reach its records just now\. Try again shortly|repeated|stays open/u;

function embedderAt(url: string): Readonly<Record<string, string>> {
  return {
    DOTAI_EMBEDDER: 'openai',
    DOTAI_EMBEDDER_URL: url,
    DOTAI_EMBEDDER_KEY: EMBEDDINGS_KEY,
    DOTAI_EMBEDDER_MODEL: EMBEDDINGS_MODEL,
    DOTAI_EMBEDDER_DIMENSIONS: '16',
  };
}

/** Questions are answered; kinds wait until the test lets them. */
async function startHeldEmbeddings() {
  const embeddings = await startEmbeddingsServer();
  const gate = Promise.withResolvers<void>();
  embeddings.answerWith(async (number) => {
    if ((embeddings.requests[number]?.input.length ?? 0) > 1) await gate.promise;
    return { type: 'vectors' };
  });
  return { embeddings, environment: embedderAt(embeddings.url), goOn: () => gate.resolve() };
}

/** The collection of the embedder there, as another installation left it: with vectors of another size. */
function otherSizeOf(url: string) {
  const { host } = new URL(url);
  const embedder = { name: `${host}/${EMBEDDINGS_MODEL}/16`, dimensions: 16 };
  return { name: namesOf('dotai-', CAPABILITIES).of(embedder), vector: vectorNameOf(embedder) };
}

function leaveOtherSize(qdrant: QdrantServer | undefined, url: string): void {
  const { name, vector } = otherSizeOf(url);
  qdrant?.collections.create(name, {
    vectors: { [vector]: { size: 8, distance: 'Cosine' } },
    sparse_vectors: { [WORDS]: { modifier: 'idf' } },
  });
}
