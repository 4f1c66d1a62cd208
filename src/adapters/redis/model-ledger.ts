import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type ModelCall, type ModelLedger, weighedTokens } from '../../ports/model-ledger.ts';
import { asFailure } from './connection-failure.ts';
import { createScript } from './connection-script.ts';
import type { RedisConnection } from './connection.ts';
import { callsIn, hourOf, rowsOf, toRow } from './model-ledger-rows.ts';
import { createStandings, createSummary } from './model-ledger-summary.ts';

/** How long it is known what a call cost. */
const KEPT_MS = 90 * 86_400_000;

/**
 * Keys: the calls of the hour, then the sums that the call belongs to, each by hour.
 * Values: hour, call, weighed tokens, seconds to keep, the first hour that is kept.
 */
const RECORD = `
  redis.call('RPUSH', KEYS[1], ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[4])
  for index = 2, #KEYS do
    if redis.call('HEXISTS', KEYS[index], ARGV[1]) == 0 then
      for _, hour in ipairs(redis.call('HKEYS', KEYS[index])) do
        if hour < ARGV[5] then redis.call('HDEL', KEYS[index], hour) end
      end
    end
    redis.call('HINCRBY', KEYS[index], ARGV[1], ARGV[3])
    redis.call('EXPIRE', KEYS[index], ARGV[4])
  end`;

const Sums = z.record(z.string(), z.coerce.number());

type Whose = Pick<ModelCall, 'sessionId' | 'actor'>;

/**
 * What each call to a paid model cost, for all processes. Sums stand ready by hour, of all calls, of each
 * session and of each person: a budget reads those, and calls one by one only of the hour in which its
 * time begins. The summary and the standings read every call.
 */
export function createRedisModelLedger(options: {
  readonly connection: RedisConnection;
}): ModelLedger {
  const { client } = options.connection;
  const record = createScript(client, RECORD);

  async function eachSince(since: string, see: (call: ModelCall) => void): Promise<void> {
    const hours = Object.keys(await sumsByHour(client, {}))
      .filter((hour) => hour >= hourOf(since))
      .sort();
    for (const hour of hours) {
      for await (const calls of callsIn(client, hour)) {
        for (const call of calls) if (call.at >= since) see(call);
      }
    }
  }

  return {
    async record(call) {
      const hour = hourOf(call.at);
      const first = hourOf(new Date(Date.parse(call.at) - KEPT_MS).toISOString());
      const values = [hour, toRow(call), weighedTokens(call), KEPT_MS / 1_000, first];
      await record([rowsOf(hour), ...sumsOf(call)], values);
    },
    async spent({ since, ...whose }) {
      const sums = await sumsByHour(client, whose);
      const begun = hourOf(since);
      const isWhole = since <= `${begun}:00:00.000Z`;
      const whole = Object.entries(sums).filter(
        ([hour]) => hour > begun || (isWhole && hour === begun),
      );
      const tokens = whole.reduce((sum, [, spent]) => sum + spent, 0);
      if (isWhole || sums[begun] === undefined) return tokens;
      return tokens + (await spentIn(client, { hour: begun, since, whose }));
    },
    async summary(since) {
      const summary = createSummary();
      await eachSince(since, (call) => summary.add(call));
      return summary.whole();
    },
    async standings(since) {
      const standings = createStandings();
      await eachSince(since, (call) => standings.add(call));
      return standings.whole();
    },
  };
}

async function sumsByHour(client: Redis, whose: Whose): Promise<Record<string, number>> {
  return Sums.parse(await asFailure(client.hgetall(sumOf(whose))));
}

async function spentIn(
  client: Redis,
  of: { readonly hour: string; readonly since: string; readonly whose: Whose },
): Promise<number> {
  const { sessionId, actor } = of.whose;
  let tokens = 0;
  for await (const calls of callsIn(client, of.hour)) {
    for (const call of calls) {
      const isTheirs =
        (sessionId === undefined || call.sessionId === sessionId) &&
        (actor === undefined || call.actor === actor);
      if (isTheirs && call.at >= of.since) tokens += weighedTokens(call);
    }
  }
  return tokens;
}

/** Of every question that `spent` can be asked, the sum to which the call belongs. */
function sumsOf({ sessionId, actor }: Whose): string[] {
  const session = sessionId === undefined ? {} : { sessionId };
  const person = actor === undefined ? {} : { actor };
  return [...new Set([{}, session, person, { ...session, ...person }].map(sumOf))];
}

function sumOf({ sessionId, actor }: Whose): string {
  return `dotai:model-spent:${JSON.stringify([sessionId ?? null, actor ?? null])}`;
}
