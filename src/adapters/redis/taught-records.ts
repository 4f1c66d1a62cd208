import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { canonicalJson, JsonObject, JsonText, toJson } from '../../domain/json.ts';
import type { TaughtCollection, TaughtRecord, TaughtRecords } from '../../ports/taught-records.ts';
import { asFailure } from './connection-failure.ts';
import { createScript } from './connection-script.ts';
import type { RedisConnection } from './connection.ts';

/** Records that are asked for together: they may be long, and others are served in between. */
const AT_ONCE = 50;

const StoredRecord: z.ZodType<TaughtRecord> = z.object({
  collection: z.enum(['policies', 'patterns', 'candidates', 'channels']),
  id: z.string(),
  version: z.number().int().positive(),
  at: z.string(),
  body: JsonObject,
});

const RecordText = JsonText.pipe(StoredRecord);
const Answer = z.enum(['done', 'none', 'conflict']);
const Revision = z.coerce.number().int().nonnegative();

const NEWEST = `
  local function newest()
    local text = redis.call('LINDEX', KEYS[1], -1)
    return text and cjson.decode(text).version or 0
  end`;

/**
 * Keys: the versions of the record that are kept, the collection's ids by when they were first saved, its
 * revision. Values: id, version, record, the revision that is expected or nothing, whether the newest version is
 * replaced. The very same record once more is done already.
 */
const SAVE = `${NEWEST}
  local version = tonumber(ARGV[2])
  if ARGV[4] ~= '' and (redis.call('GET', KEYS[3]) or '0') ~= ARGV[4] then return 'conflict' end
  if redis.call('LPOS', KEYS[1], ARGV[3]) then return 'done' end
  if newest() + 1 ~= version then return 'conflict' end
  if ARGV[5] == 'replaces' then redis.call('RPOP', KEYS[1]) end
  redis.call('RPUSH', KEYS[1], ARGV[3])
  local revision = redis.call('INCR', KEYS[3])
  redis.call('ZADD', KEYS[2], 'NX', revision, ARGV[1])
  return 'done'`;

/** Keys: as for SAVE. Values: id, version, the record as each version from the first: those that are kept. */
const AMEND = `${NEWEST}
  local version = tonumber(ARGV[2])
  if redis.call('LINDEX', KEYS[1], -1) == ARGV[version + 2] then return 'done' end
  if newest() + 1 ~= version then return 'conflict' end
  for at, text in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
    redis.call('LSET', KEYS[1], at - 1, ARGV[cjson.decode(text).version + 2])
  end
  redis.call('RPUSH', KEYS[1], ARGV[version + 2])
  local revision = redis.call('INCR', KEYS[3])
  redis.call('ZADD', KEYS[2], 'NX', revision, ARGV[1])
  return 'done'`;

/** Keys: as for SAVE. Values: id, version. */
const REMOVE = `${NEWEST}
  if newest() == 0 then return 'none' end
  if newest() ~= tonumber(ARGV[2]) then return 'conflict' end
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('INCR', KEYS[3])
  return 'done'`;

/** What people taught, for all processes. It is kept until someone removes it. */
export function createRedisTaughtRecords(options: {
  readonly connection: RedisConnection;
}): TaughtRecords {
  const { client } = options.connection;
  const save = createScript(client, SAVE);
  const amend = createScript(client, AMEND);
  const remove = createScript(client, REMOVE);

  return {
    async list(collection) {
      const ids = await asFailure(client.zrange(idsOf(collection), '0', '-1'));
      return newestOf(client, collection, ids);
    },
    async get(collection, id) {
      const [record] = await newestOf(client, collection, [id]);
      return record;
    },
    async versions(collection, id) {
      const texts = await asFailure(client.lrange(versionsOf(collection, id), 0, -1));
      return texts.map((text) => RecordText.parse(text));
    },
    async save(record, { atRevision = '', replacesNewest = false } = {}) {
      const { collection, id, version } = record;
      const text = canonicalJson(toJson(record));
      const values = [id, version, text, atRevision, replacesNewest ? 'replaces' : ''];
      const answer = Answer.parse(await save(keysOf(collection, id), values));
      if (answer === 'conflict') throw changedMeanwhile();
    },
    async amend(record) {
      const { collection, id, version } = record;
      const texts = Array.from({ length: version }, (_, index) =>
        canonicalJson(toJson({ ...record, version: index + 1 })),
      );
      const answer = Answer.parse(await amend(keysOf(collection, id), [id, version, ...texts]));
      if (answer === 'conflict') throw changedMeanwhile();
    },
    async remove(collection, id, version) {
      const answer = Answer.parse(await remove(keysOf(collection, id), [id, version]));
      if (answer === 'conflict') throw changedMeanwhile();
      return answer === 'done';
    },
    async revision(collection) {
      return Revision.parse((await asFailure(client.get(revisionOf(collection)))) ?? 0);
    },
  };
}

/** In the order of the ids, without those that were removed meanwhile. */
async function newestOf(
  client: Redis,
  collection: TaughtCollection,
  ids: readonly string[],
): Promise<TaughtRecord[]> {
  const found: TaughtRecord[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    const texts = await asFailure(
      Promise.all(some.map((id) => client.lindex(versionsOf(collection, id), -1))),
    );
    for (const text of texts) if (text !== null) found.push(RecordText.parse(text));
  }
  return found;
}

function changedMeanwhile(): Failure {
  const message = 'Someone else changed it meanwhile. Look at it as it is now, then decide again.';
  return new Failure('conflict', message);
}

function keysOf(collection: TaughtCollection, id: string): string[] {
  return [versionsOf(collection, id), idsOf(collection), revisionOf(collection)];
}

function versionsOf(collection: TaughtCollection, id: string): string {
  return `dotai:taught:${collection}:versions:${id}`;
}

function idsOf(collection: TaughtCollection): string {
  return `dotai:taught:${collection}:ids`;
}

function revisionOf(collection: TaughtCollection): string {
  return `dotai:taught:${collection}:revision`;
}
