import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  EMBEDDINGS_KEY,
  EMBEDDINGS_MODEL,
  startEmbeddingsServer,
  type EmbeddingsAnswer,
  type EmbeddingsServer,
} from '../../../test/embedding/embeddings-server.ts';
import { createFakeClock } from '../../../test/fakes/clock.ts';
import { createFakeLogger } from '../../../test/fakes/logger.ts';
import { Failure } from '../../domain/failure.ts';
import { createHostedEmbedder, type HostedParts } from './hosted-embedder.ts';

const TEXT = 'what nobody else may read';

const servers: EmbeddingsServer[] = [];
let server: EmbeddingsServer;
beforeEach(async () => {
  server = await startEmbeddingsServer();
  servers.push(server);
});
afterAll(async () => {
  for (const running of servers) await running.stop();
});

function anEmbedder(over: Partial<HostedParts> = {}) {
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const embedder = createHostedEmbedder({
    baseUrl: server.url,
    apiKey: EMBEDDINGS_KEY,
    model: EMBEDDINGS_MODEL,
    dimensions: 16,
    clock,
    logger,
    random: () => 0,
    waited: { timeoutMs: 5_000, maxRetries: 0, longestWaitMs: 0 },
    ...over,
  });
  return { embedder, clock, logger };
}

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (error instanceof Failure) return error;
  throw new Error('it did not fail', { cause: error });
}

describe('a hosted embedder', () => {
  it('is named by service, model and size: vectors of another are not compared with its own', () => {
    expect(anEmbedder({ baseUrl: undefined }).embedder.identity).toEqual({
      name: `api.openai.com/${EMBEDDINGS_MODEL}/16`,
      dimensions: 16,
    });
  });

  it('asks for a size only where the model has several', async () => {
    await anEmbedder().embedder.embed([TEXT]);
    await failureOf(anEmbedder({ model: 'text-embedding-3-large' }).embedder.embed([TEXT]));

    expect(server.requests.map(({ dimensions }) => dimensions)).toEqual([undefined, 16]);
  });

  it('sends many texts in batches of a hundred, four at once', async () => {
    const texts = Array.from({ length: 950 }, (_, number) => `text ${number}`);
    const fourCame = Promise.withResolvers<void>();
    server.answerWith(async (number) => {
      if (number === 3) fourCame.resolve();
      await fourCame.promise;
      return { type: 'vectors' };
    });

    const vectors = await anEmbedder().embedder.embed(texts, { isBackground: true });

    expect(vectors).toHaveLength(950);
    const sizes = server.requests.map(({ input }) => input.length);
    expect(sizes.filter((size) => size === 100)).toHaveLength(9);
    expect(sizes).toHaveLength(10);
    expect(server.requests.flatMap(({ input }) => input).toSorted()).toEqual(texts.toSorted());
    expect(server.mostAtOnce()).toBe(4);
  });

  it.each<[string, Partial<HostedParts>, EmbeddingsAnswer | undefined, RegExp]>([
    ['a key that is refused', { apiKey: 'another' }, undefined, /DOTAI_EMBEDDER_KEY/u],
    ['an unknown model', { model: 'no-such' }, undefined, /DOTAI_EMBEDDER_MODEL/u],
    [
      'vectors of another size',
      {},
      { type: 'vectors', dimensions: 3 },
      /have 3 numbers, and 16.*DIMENSIONS/u,
    ],
    [
      'fewer vectors than texts',
      {},
      { type: 'body', body: '{"data":[]}' },
      /1 texts with 0 vectors/u,
    ],
    [
      'a page',
      {},
      { type: 'body', body: '<html>', contentType: 'text/html' },
      /DOTAI_EMBEDDER_URL/u,
    ],
    ['another shape', {}, { type: 'body', body: '{"vectors":[]}' }, /no embedding service/u],
    ['a size that it refuses', {}, { type: 'error', status: 422 }, /DOTAI_EMBEDDER_DIMENSIONS/u],
  ])('tells an operator what to look at: %s', async (_, over, answer, sentence) => {
    const { embedder, logger } = anEmbedder(over);
    if (answer) server.answerWith(() => answer);

    const error = await failureOf(embedder.embed([TEXT]));

    expect(error).toMatchObject({ kind: 'invalid-input', retryAfterMs: undefined });
    expect(error.message).toMatch(sentence);
    expect(server.requests.length).toBeLessThanOrEqual(1);
    expect(logger.entries).toMatchObject([{ level: 'warn', fields: { kind: 'invalid-input' } }]);
  });

  it.each<[string, EmbeddingsAnswer, number]>([
    ['429 with a wait', { type: 'error', status: 429, headers: { 'retry-after': '45' } }, 45_000],
    ['429 with no wait', { type: 'error', status: 429 }, 30_000],
    ['500', { type: 'error', status: 500 }, 10_000],
    ['503 with a wait', { type: 'error', status: 503, headers: { 'retry-after': '7' } }, 7_000],
    ['a connection that is reset', { type: 'reset' }, 10_000],
    ['an answer that is no JSON', { type: 'body', body: '{"data":[{' }, 10_000],
  ])('is told to be away: %s', async (_, answer, retryAfterMs) => {
    server.answerWith(() => answer);

    const error = await failureOf(anEmbedder().embedder.embed([TEXT]));

    expect(error).toMatchObject({ kind: 'unavailable', retryAfterMs });
  });

  it('is not waited for longer than set', async () => {
    server.answerWith(() => ({ type: 'hang' }));
    const waited = { timeoutMs: 100, maxRetries: 0, longestWaitMs: 0 };

    const error = await failureOf(anEmbedder({ waited }).embedder.embed([TEXT]));

    expect(error).toMatchObject({ kind: 'unavailable' });
  });

  it('is asked again by itself after a short wait', async () => {
    server.answerWith((number) =>
      number === 0
        ? { type: 'error', status: 503, headers: { 'retry-after-ms': '1' } }
        : { type: 'vectors' },
    );
    const waited = { timeoutMs: 5_000, maxRetries: 1, longestWaitMs: 2_000 };

    expect(await anEmbedder({ waited }).embedder.embed([TEXT])).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  it('is left in peace after three failures in a row, and asked again after half a minute', async () => {
    const { embedder, clock } = anEmbedder();
    server.answerWith(() => ({ type: 'error', status: 500 }));
    for (const _ of [1, 2, 3]) await failureOf(embedder.embed([TEXT]));

    const error = await failureOf(embedder.embed([TEXT]));
    expect(error).toMatchObject({ kind: 'unavailable', retryAfterMs: 30_000 });
    expect(server.requests).toHaveLength(3);

    server.answerWith(undefined);
    await clock.advance(30_000);
    expect(await embedder.embed([TEXT])).toHaveLength(1);
  });

  it('sends the key to no other address than the one that was set', async () => {
    const elsewhere = await startEmbeddingsServer();
    servers.push(elsewhere);
    const location = `${elsewhere.url}/embeddings`;
    server.answerWith(() => ({ type: 'error', status: 307, headers: { location } }));

    const error = await failureOf(anEmbedder().embedder.embed([TEXT]));

    expect(error.message).toMatch(/elsewhere.*DOTAI_EMBEDDER_URL/u);
    expect(elsewhere.requests).toEqual([]);
  });

  it('tells nobody the key or the texts', async () => {
    for (const status of [400, 401, 429, 500]) {
      server.answerWith(() => ({ type: 'error', status }));
      const { embedder, logger } = anEmbedder();
      const error = await failureOf(embedder.embed([TEXT]));
      const cause =
        error.cause instanceof Error ? `${error.cause.stack} ${JSON.stringify(error.cause)}` : '';
      const told = `${error.stack} ${cause} ${JSON.stringify(logger.entries)}`;

      expect(cause).toContain(`status ${status} oops`);
      expect(told).not.toContain(EMBEDDINGS_KEY);
      expect(told).not.toContain(TEXT);
    }
  });

  it('gives the rest up once one batch has failed', async () => {
    server.answerWith((number) =>
      number === 0 ? { type: 'error', status: 400 } : { type: 'hang' },
    );
    const texts = Array.from({ length: 2_000 }, (_, number) => `text ${number}`);

    const error = await failureOf(anEmbedder().embedder.embed(texts, { isBackground: true }));

    expect(error.kind).toBe('invalid-input');
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });
});
