import { describe, expect, it, vi } from 'vitest';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { generatedDefinitions } from '../bench/generated-definitions.ts';
import {
  EMBEDDINGS_KEY,
  EMBEDDINGS_MODEL,
  startEmbeddingsServer,
} from '../embedding/embeddings-server.ts';
import { missingRedis } from '../redis/redis-server.ts';
import { CHANNEL } from './conversation.ts';
import { type DescribingClaude, startDescribingClaude } from './describing-claude.ts';
import { type FaultWorld, startFaultWorld } from './fault-world.ts';
import {
  askPrivately,
  cancelFirstScan,
  CURATOR,
  describedKinds,
  finishedScan,
  PATIENCE,
  scanCard,
  storedKinds,
  watchAmounts,
} from './scanning.ts';
import { visibleProblems } from './soundness.ts';

/** Beside the demo platform's: more batches than one worker has in its hands. */
const DOCUMENTS = generatedDefinitions(120);
/** Batches of a model that one worker has asked for at once. */
const IN_FLIGHT = 8;
const EVERYTHING = 10_000;

/** How often each of the values is there. */
function timesOf(values: readonly string[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(values, (value) => value);
  return new Map([...groups].map(([value, same]) => [value, same.length]));
}

/** Resolves when the scan that was asked for waits for Claude in the worker's hands. */
async function underWay(claude: DescribingClaude, since: number): Promise<void> {
  await vi.waitFor(() => {
    expect(claude.asked().length - since).toBeGreaterThanOrEqual(IN_FLIGHT);
  }, PATIENCE);
}

async function scanAll({ slack }: FaultWorld): Promise<void> {
  const { error } = await slack.as(CURATOR).command(CHANNEL, '/dotai capabilities scan all');
  expect(error).toBeUndefined();
}

describe.skipIf(missingRedis()).concurrent('a scan with Claude, in one process of several', () => {
  it('ends the requests that run in the worker when somebody cancels in the bot', async ({
    onTestFinished,
  }) => {
    const claude = await startDescribingClaude();
    onTestFinished(() => claude.server.stop());
    const { environment } = claude;
    const world = await startFaultWorld({ victim: 'worker', documents: DOCUMENTS, environment });
    onTestFinished(() => world.close());
    const { slack } = world;
    await underWay(claude, 0);

    const progress = await askPrivately(world, 'capabilities progress');
    expect(textOf(progress)).toContain('Have the language model describe what is new');
    expect((await slack.as(CURATOR).press(progress, { label: 'Cancel the scan' })).error).toBe(
      undefined,
    );
    await vi.waitFor(() => expect(claude.server.givenUp).toBe(claude.asked().length), PATIENCE);

    const before = claude.asked().length;
    await scanAll(world);
    await underWay(claude, before);
    const card = await slack.waitFor(() => scanCard(slack), { what: 'its card' });
    await slack.as(CURATOR).press(card, { label: 'Cancel' });
    await slack.waitFor(() => textOf(scanCard(slack) ?? card).includes('was cancelled'), {
      what: 'the end of the scan',
    });
    await vi.waitFor(() => expect(claude.server.givenUp).toBe(claude.asked().length), PATIENCE);

    expect(claude.server.violations).toEqual([]);
    expect(claude.answered()).toEqual([]);
    await vi.waitFor(async () => expect(await world.records.unfinished()).toEqual([]), PATIENCE);
  });

  it('goes on in another worker when one is killed, asks nothing twice that had ended, and counts each kind once', async ({
    onTestFinished,
  }) => {
    const [first, second] = [await startDescribingClaude(), await startDescribingClaude()];
    const { environment } = first;
    const world = await startFaultWorld({ victim: 'worker', documents: DOCUMENTS, environment });
    onTestFinished(async () => {
      await world.close();
      await Promise.all([first.server.stop(), second.server.stop()]);
    });
    const { slack } = world;
    const [bot] = world.processes.slice(1);
    await underWay(first, 0);
    await cancelFirstScan(world);
    await vi.waitFor(() => expect(first.server.givenUp).toBe(first.asked().length), PATIENCE);
    first.forget();
    const cut = first.asked().length;
    const amounts = watchAmounts(slack, /language model describe/u);

    first.allow(3);
    await scanAll(world);
    await underWay(first, cut + 3);
    await vi.waitFor(() => {
      expect(first.answered().length).toBeGreaterThan(0);
      expect(describedKinds(world).toSorted()).toEqual([...first.answered()].toSorted());
    }, PATIENCE);
    const ended = describedKinds(world);
    await slack.waitFor(() => amounts.some(({ done }) => done > 0), { what: 'a card that moved' });
    await world.kill();
    await bot?.kill();

    // Two others take what is left: neither is answered before both have something of it.
    const dead = first.asked().length;
    await bot?.start();
    await Promise.all([world.start(), startSecond(world, second)]);
    await vi.waitFor(() => {
      expect(first.asked().length).toBeGreaterThan(dead);
      expect(second.asked().length).toBeGreaterThan(0);
    }, PATIENCE);
    first.allow(EVERYTHING);
    second.allow(EVERYTHING);
    await slack.waitFor(() => textOf(scanCard(slack) ?? { blocks: [] }).startsWith('Scanned'), {
      what: 'the end of the scan',
      timeoutMs: PATIENCE.timeout,
    });

    const kinds = new Set(first.asked().slice(cut).flat());
    const later = timesOf([...first.asked().slice(dead), ...second.asked()].flat());
    expect(ended.filter((name) => later.has(name))).toEqual([]);
    expect([...later].filter(([, times]) => times > 1)).toEqual([]);
    for (const name of later.keys()) kinds.add(name);
    expect(describedKinds(world).toSorted()).toEqual([...kinds].toSorted());
    expect((await finishedScan(world))?.details).toMatchObject({ byModel: String(kinds.size) });
    expect(amounts).toEqual(amounts.toSorted((one, other) => one.done - other.done));
    expect(new Set(amounts.map(({ total }) => total))).toEqual(new Set([kinds.size]));
    expect(visibleProblems(slack)).toEqual([]);
    expect(buttonsOf(scanCard(slack) ?? { blocks: [] }).map(({ label }) => label)).toEqual([
      'Show capabilities',
    ]);
    expect([...first.server.violations, ...second.server.violations]).toEqual([]);
  });
});

async function startSecond(world: FaultWorld, { environment }: DescribingClaude): Promise<void> {
  await world.add('worker', environment).start();
}

describe.skipIf(missingRedis()).concurrent('a scan with an embedder by HTTP', () => {
  it('goes on in another worker when one is killed, and embeds nothing twice that was kept', async ({
    onTestFinished,
  }) => {
    const embeddings = await startEmbeddingsServer();
    const gate = Promise.withResolvers<void>();
    // Two batches are answered, the third is on its way when the worker dies.
    embeddings.answerWith(async (number) => {
      if (number === 2) await gate.promise;
      return { type: 'vectors' };
    });
    const world = await startFaultWorld({
      victim: 'worker',
      environment: {
        DOTAI_EMBEDDER: 'openai',
        DOTAI_EMBEDDER_URL: embeddings.url,
        DOTAI_EMBEDDER_KEY: EMBEDDINGS_KEY,
        DOTAI_EMBEDDER_MODEL: EMBEDDINGS_MODEL,
        DOTAI_EMBEDDER_DIMENSIONS: '16',
      },
    });
    onTestFinished(async () => {
      await world.close();
      await embeddings.stop();
    });
    const [bot] = world.processes.slice(1);
    await vi.waitFor(() => expect(embeddings.requests).toHaveLength(3), PATIENCE);
    const progress = await askPrivately(world, 'capabilities progress');
    expect(textOf(progress)).toMatch(/Prepare the search by meaning.*\d+ of \d+ kinds/u);

    await world.kill();
    await bot?.kill();
    gate.resolve();
    await bot?.start();
    await world.start();
    await vi.waitFor(async () => {
      expect(await finishedScan(world)).toBeDefined();
    }, PATIENCE);

    const texts = timesOf(embeddings.requests.flatMap(({ input }) => input));
    const [one = [], two = [], third = []] = embeddings.requests.map(({ input }) => input);
    expect([...one, ...two].filter((text) => texts.get(text) !== 1)).toEqual([]);
    expect(third.filter((text) => texts.get(text) !== 2)).toEqual([]);
    expect(storedKinds(world).filter(({ hasVector }) => !hasVector)).toEqual([]);
    const found = await askPrivately(world, 'capabilities search a database');
    expect(textOf(found)).toMatch(/meaning/iu);
  });
});
