import type { OpenAI } from 'openai';
import { createCircuit, type Circuit } from '../../domain/circuit.ts';
import { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Embedder } from '../../ports/embedder.ts';
import type { Logger } from '../../ports/logger.ts';
import { readVectors } from './hosted-answer.ts';
import { createHostedClient } from './hosted-client.ts';
import { hostedFailure } from './hosted-failure.ts';

const SERVICE_URL = 'https://api.openai.com/v1';

/** Texts of one request. OpenAI takes 2,048; many servers that speak alike take fewer. */
const BATCH_MAX = 100;
/** Requests of one call in the background that are under way at once. */
const IN_FLIGHT = 4;
/** No passage is as long, and a model reads 8,192 tokens at most. */
const TEXT_MAX = 8_000;

/** Somebody waits: soon an answer, or none. */
const WAITED = { timeoutMs: 5_000, maxRetries: 1, longestWaitMs: 2_000 };
const BACKGROUND = { timeoutMs: 60_000, maxRetries: 4, longestWaitMs: 60_000 };

/** Models that give as many numbers as they are asked for; others refuse to be asked. */
const RESIZABLE = /(?:^|\/)text-embedding-3/u;

export interface HostedParts {
  /** Undefined: OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string;
  readonly model: string;
  readonly dimensions: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Between 0 and 1. */
  readonly random?: () => number;
  /** For tests of its faults: in place of what is waited for somebody. */
  readonly waited?: typeof WAITED;
}

/**
 * An embedder behind an HTTP endpoint that speaks as OpenAI's does. After three failures in a row
 * nobody asks it for 30 seconds. The size is part of its name: another size is another index.
 */
export function createHostedEmbedder(parts: HostedParts): Embedder {
  const { apiKey, model, dimensions, clock, random = Math.random } = parts;
  const baseUrl = parts.baseUrl ?? SERVICE_URL;
  const waited = createHostedClient({ apiKey, baseUrl, ...WAITED, ...parts.waited });
  const background = createHostedClient({ apiKey, baseUrl, ...BACKGROUND });
  const circuit = createCircuit({ clock, random, patienceMs: WAITED.timeoutMs, refusal: paused });
  const closing = new AbortController();
  const ask = createAsk(parts, circuit);
  return {
    identity: { name: `${new URL(baseUrl).host}/${model}/${dimensions}`, dimensions },
    async embed(texts, { isBackground = false, signal } = {}) {
      signal?.throwIfAborted();
      const client = isBackground ? background : waited;
      // Whoever is left ends with the first that fails: the call has no use for half of its vectors.
      const failed = new AbortController();
      const ends = [closing.signal, failed.signal, ...(signal ? [signal] : [])];
      const end = AbortSignal.any(ends);
      try {
        const batches = inBatches(texts);
        const vectors = await inFlight(batches, (batch) => ask(client, { batch, signal: end }));
        return vectors.flat();
      } catch (error) {
        signal?.throwIfAborted();
        failed.abort();
        throw closing.signal.aborted ? closed() : error;
      }
    },
    async close() {
      closing.abort();
    },
  };
}

/** One request within the circuit: its vectors in order. */
function createAsk({ model, dimensions, logger }: HostedParts, circuit: Circuit) {
  const size = RESIZABLE.test(model) ? { dimensions } : {};
  return async (
    client: OpenAI,
    { batch, signal }: { readonly batch: readonly string[]; readonly signal: AbortSignal },
  ): Promise<Float32Array[]> => {
    const settle = await circuit.pass(signal);
    try {
      // Without a format the SDK asks for base64, which many servers do not know.
      const body = { model, input: [...batch], encoding_format: 'float' as const, ...size };
      const answer = await client.embeddings.create(body, { signal });
      const vectors = readVectors(answer, { count: batch.length, dimensions });
      settle('up');
      return vectors;
    } catch (thrown) {
      if (signal.aborted) {
        settle('unknown');
        throw signal.reason;
      }
      const { error, service } = hostedFailure(thrown);
      const isPaused = settle(service);
      if (error instanceof Failure) {
        const cause = error.cause instanceof Error ? error.cause.message : '';
        logger.warn('the embedding service failed', { kind: error.kind, cause, isPaused });
      }
      throw error;
    }
  };
}

function inBatches(texts: readonly string[]): string[][] {
  // Nothing is a text that services refuse.
  const sent = texts.map((text) => (text.trim() === '' ? '-' : text.slice(0, TEXT_MAX)));
  return Array.from({ length: Math.ceil(sent.length / BATCH_MAX) }, (_, number) =>
    sent.slice(number * BATCH_MAX, (number + 1) * BATCH_MAX),
  );
}

/** The results in order; at most so many at once. */
async function inFlight<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  async function lane(): Promise<void> {
    for (const [number, item] of left) results[number] = await work(item);
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, () => lane()));
  return results;
}

function paused(retryAfterMs: number): Failure {
  const message = 'The embedding service has not been answering.';
  return new Failure('unavailable', message, { retryAfterMs });
}

function closed(): Failure {
  return new Failure('unavailable', 'The bot is stopping.');
}
