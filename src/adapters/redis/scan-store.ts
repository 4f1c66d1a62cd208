import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Capability } from '../../domain/capability.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
  KindDescription,
  KindFailure,
  ScannedDocument,
  ScanStore,
} from '../../ports/scan-store.ts';
import { asFailure } from './connection-failure.ts';
import { createScript } from './connection-script.ts';
import type { RedisConnection } from './connection.ts';

const DAY_MS = 86_400_000;

/** How long it is known how a scan's batches ended, after the last of them. A scan takes hours at most. */
const BATCHES_KEPT_S = 7 * 86_400;

/** How long a description is kept that no scan had use for. */
const UNUSED_KEPT_DAYS = 180;

const TOLD_EVERY_MS = 1_000;

const FAILURES_MAX = 20;

/** Entries that one command carries: others are served in between. */
const AT_ONCE = 500;

const Texts = z.record(z.string(), z.string());

const Description: z.ZodType<KindDescription> = Capability.pick({
  tags: true,
  providers: true,
  abstraction: true,
  complexity: true,
  description: true,
  useCase: true,
  confidence: true,
}).extend({
  key: z.string(),
  prompt: z.string(),
  by: z.string(),
  scanId: z.string().exactOptional(),
});

const Failure: z.ZodType<KindFailure> = z.object({ kind: z.string(), reason: z.string() });

const Tally = z.tuple([
  z.number().int(),
  z.number().int(),
  z.number().int(),
  z.literal([0, 1]),
  z.array(z.string()),
]);

/**
 * Keys: the scan's sums (also which batches ended), its first failures.
 * Values: batch, described, number of failures, now, TOLD_EVERY_MS, BATCHES_KEPT_S, first failures as JSON.
 * The clocks of processes differ: one that is ahead must not silence the others.
 */
const FINISH_BATCH = `
  local scan, failures = KEYS[1], KEYS[2]
  if redis.call('HSETNX', scan, 'batch ' .. ARGV[1], '1') == 1 then
    redis.call('HINCRBY', scan, 'finished', 1)
    redis.call('HINCRBY', scan, 'described', ARGV[2])
    redis.call('HINCRBY', scan, 'failures', ARGV[3])
    for index = 7, #ARGV do redis.call('RPUSH', failures, ARGV[index]) end
    redis.call('LTRIM', failures, 0, ${FAILURES_MAX - 1})
  end
  local told = redis.call('HGET', scan, 'told')
  local due = not told or math.abs(tonumber(ARGV[4]) - tonumber(told)) >= tonumber(ARGV[5])
  if due then redis.call('HSET', scan, 'told', ARGV[4]) end
  redis.call('EXPIRE', scan, ARGV[6])
  redis.call('EXPIRE', failures, ARGV[6])
  local sums = redis.call('HMGET', scan, 'finished', 'described', 'failures')
  return {
    tonumber(sums[1]), tonumber(sums[2]), tonumber(sums[3]), due and 1 or 0,
    redis.call('LRANGE', failures, 0, -1)
  }`;

const DESCRIPTIONS = 'dotai:kind-descriptions';
/** Their keys, by the day on which they were last of use. */
const DESCRIPTIONS_USED = 'dotai:kind-descriptions-used';

/** Keys: descriptions, their days. Values: the day, then keys and descriptions in turn. */
const SAVE_DESCRIPTIONS = `
  for index = 2, #ARGV, 2 do
    redis.call('HSET', KEYS[1], ARGV[index], ARGV[index + 1])
    redis.call('ZADD', KEYS[2], 'GT', ARGV[1], ARGV[index])
  end`;

/** Keys: descriptions, their days. Values: the day, then keys. */
const KEEP_DESCRIPTIONS = `
  for index = 2, #ARGV do
    if redis.call('HEXISTS', KEYS[1], ARGV[index]) == 1 then
      redis.call('ZADD', KEYS[2], 'GT', ARGV[1], ARGV[index])
    end
  end`;

/** Keys: descriptions, their days. Values: the first day that is kept, how many to forget at most. */
const FORGET_DESCRIPTIONS = `
  local old = redis.call('ZRANGE', KEYS[2], '-inf', '(' .. ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[2])
  for _, key in ipairs(old) do
    redis.call('HDEL', KEYS[1], key)
    redis.call('ZREM', KEYS[2], key)
  end
  return #old`;

/** What scans remember, for all processes. */
export function createRedisScanStore(options: {
  readonly connection: RedisConnection;
  readonly clock: Pick<Clock, 'now'>;
}): ScanStore {
  const { client } = options.connection;
  const finish = createScript(client, FINISH_BATCH);
  const described = createDescriptions(options);

  return {
    async documents(clusterId) {
      const found = Texts.parse(await asFailure(client.hgetall(documentsOf(clusterId))));
      return Object.entries(found).map(([name, text]) => documentOf(clusterId, name, text));
    },
    async saveDocuments(documents) {
      for (const [clusterId, own] of Map.groupBy(documents, (document) => document.clusterId)) {
        for (const some of inParts(own)) {
          const fields = some.flatMap((document) => [document.name, textOf(document)]);
          await asFailure(client.hset(documentsOf(clusterId), ...fields));
        }
      }
    },
    async removeDocuments(clusterId, names) {
      for (const some of inParts(names)) {
        await asFailure(client.hdel(documentsOf(clusterId), ...some));
      }
    },
    ...described,
    async finishBatch({ scanId, batch, described: count, failures }) {
      const nowMs = options.clock.now().getTime();
      const counts = [batch, count, failures.length, nowMs, TOLD_EVERY_MS, BATCHES_KEPT_S];
      const first = failures.slice(0, FAILURES_MAX).map((failure) => JSON.stringify(failure));
      const keys = [`dotai:scan-batches:${scanId}`, `dotai:scan-failures:${scanId}`];
      const tally = Tally.parse(await finish(keys, [...counts, ...first]));
      return {
        finished: tally[0],
        described: tally[1],
        failureCount: tally[2],
        isProgressDue: tally[3] === 1,
        failures: tally[4].map((text) => Failure.parse(JSON.parse(text))),
      };
    },
  };
}

function createDescriptions({
  connection: { client },
  clock,
}: {
  readonly connection: RedisConnection;
  readonly clock: Pick<Clock, 'now'>;
}): Pick<ScanStore, 'descriptions' | 'saveDescriptions' | 'keepDescriptions'> {
  const save = createScript(client, SAVE_DESCRIPTIONS);
  const keep = createScript(client, KEEP_DESCRIPTIONS);
  const forget = createScript(client, FORGET_DESCRIPTIONS);
  const keys = [DESCRIPTIONS, DESCRIPTIONS_USED];
  const today = (): number => Math.floor(clock.now().getTime() / DAY_MS);

  return {
    descriptions: (wanted) => describedAs(client, wanted),
    async saveDescriptions(descriptions) {
      for (const some of inParts(descriptions)) {
        const fields = some.flatMap((described) => [described.key, JSON.stringify(described)]);
        await save(keys, [today(), ...fields]);
      }
    },
    async keepDescriptions(kept) {
      for (const some of inParts(kept)) await keep(keys, [today(), ...some]);
      const firstDay = today() - UNUSED_KEPT_DAYS;
      while ((await forget(keys, [firstDay, AT_ONCE])) === AT_ONCE);
    },
  };
}

async function describedAs(
  client: Redis,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KindDescription>> {
  const found = new Map<string, KindDescription>();
  for (const some of inParts(keys)) {
    const texts = await asFailure(client.hmget(DESCRIPTIONS, ...some));
    for (const [index, key] of some.entries()) {
      const text = texts[index];
      if (typeof text === 'string') found.set(key, Description.parse(JSON.parse(text)));
    }
  }
  return found;
}

/** The fingerprint, and on a second line the outline's artifact where there is one. */
function textOf({ fingerprint, outline }: ScannedDocument): string {
  return outline === undefined ? fingerprint : `${fingerprint}\n${outline}`;
}

function documentOf(clusterId: string, name: string, text: string): ScannedDocument {
  const [fingerprint = '', outline] = text.split('\n');
  return { clusterId, name, fingerprint, ...(outline === undefined ? {} : { outline }) };
}

function documentsOf(clusterId: string): string {
  return `dotai:scan-documents:${clusterId}`;
}

function inParts<Entry>(entries: readonly Entry[]): Entry[][] {
  return Array.from({ length: Math.ceil(entries.length / AT_ONCE) }, (_, index) =>
    entries.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}
