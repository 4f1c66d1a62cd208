import type { Redis } from 'ioredis';
import { z } from 'zod';
import { MODEL_CALL_OUTCOMES, type ModelCall } from '../../ports/model-ledger.ts';
import { asFailure } from './connection-failure.ts';

/** Rows that one command reads: others are served in between. */
const AT_ONCE = 2_000;

/** A call without the names of its fields: there are many, and Redis holds all in memory. */
const Row = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.string().nullable(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.enum(MODEL_CALL_OUTCOMES),
]);

export function toRow(call: ModelCall): string {
  return JSON.stringify([
    call.at,
    call.task,
    call.prompt,
    call.model,
    call.sessionId ?? null,
    call.actor ?? null,
    call.inputTokens,
    call.outputTokens,
    call.cacheReadTokens,
    call.cacheCreatedTokens,
    Math.round(call.tookMs),
    call.outcome,
  ] satisfies z.infer<typeof Row>);
}

function fromRow(text: string): ModelCall {
  const row = Row.parse(JSON.parse(text));
  const [at, task, prompt, model, sessionId, actor] = row;
  return {
    at,
    task,
    prompt,
    model,
    ...(sessionId === null ? {} : { sessionId }),
    ...(actor === null ? {} : { actor }),
    inputTokens: row[6],
    outputTokens: row[7],
    cacheReadTokens: row[8],
    cacheCreatedTokens: row[9],
    tookMs: row[10],
    outcome: row[11],
  };
}

/** `2026-11-02T09`: calls of one hour stand in one list. */
export function hourOf(at: string): string {
  return at.slice(0, 13);
}

export function rowsOf(hour: string): string {
  return `dotai:model-calls:${hour}`;
}

/** The calls of that hour, some at a time, in the order in which they were recorded. */
export async function* callsIn(client: Redis, hour: string): AsyncGenerator<readonly ModelCall[]> {
  for (let start = 0; ; start += AT_ONCE) {
    const texts = await asFailure(client.lrange(rowsOf(hour), start, start + AT_ONCE - 1));
    yield texts.map(fromRow);
    if (texts.length < AT_ONCE) return;
  }
}
