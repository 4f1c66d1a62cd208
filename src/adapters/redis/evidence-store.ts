import type { Redis } from 'ioredis';
import { JsonText } from '../../domain/json.ts';
import { Evidence, sourceKey } from '../../domain/mining/evidence.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import { asFailure } from './connection-failure.ts';
import { createScript } from './connection-script.ts';
import type { RedisConnection } from './connection.ts';

/** The quotes by id, and where each stands in the two indexes. */
const QUOTES = 'dotai:evidence:quotes';
const PLACES = 'dotai:evidence:places';
/** Members `candidate LF sequence LF id` and `source LF sequence LF id`: in the order of a text. */
const CANDIDATES = 'dotai:evidence:candidates';
const SOURCES = 'dotai:evidence:sources';
const SEQUENCE = 'dotai:evidence:sequence';
const KEYS = [QUOTES, PLACES, CANDIDATES, SOURCES, SEQUENCE];

/** Quotes that are asked for together: others are served in between. */
const AT_ONCE = 200;

const FORGET = `
  local function forget(id)
    local place = redis.call('HGET', KEYS[2], id)
    if not place then return nil end
    local known = cjson.decode(place)
    redis.call('ZREM', KEYS[3], known.candidate)
    redis.call('ZREM', KEYS[4], known.source)
    redis.call('HDEL', KEYS[2], id)
    redis.call('HDEL', KEYS[1], id)
    return known.sequence
  end`;

/** Keys: KEYS. Values, four for each: id, candidate, source, quote. What is replaced keeps its place. */
const ADD = `${FORGET}
  for at = 1, #ARGV, 4 do
    local id = ARGV[at]
    local sequence = forget(id) or string.format('%016d', redis.call('INCR', KEYS[5]))
    local rest = '\\n' .. sequence .. '\\n' .. id
    local place = { sequence = sequence, candidate = ARGV[at + 1] .. rest, source = ARGV[at + 2] .. rest }
    redis.call('ZADD', KEYS[3], 0, place.candidate)
    redis.call('ZADD', KEYS[4], 0, place.source)
    redis.call('HSET', KEYS[2], id, cjson.encode(place))
    redis.call('HSET', KEYS[1], id, ARGV[at + 3])
  end
  return 'done'`;

/** Keys: KEYS. Values: ids. */
const REMOVE = `${FORGET}
  for at = 1, #ARGV do forget(ARGV[at]) end
  return 'done'`;

const QuoteText = JsonText.pipe(Evidence);

/** Quotes behind candidates, for all processes. They are kept until someone removes them. */
export function createRedisEvidenceStore({
  connection: { client },
}: {
  readonly connection: RedisConnection;
}): EvidenceStore {
  const add = createScript(client, ADD);
  const remove = createScript(client, REMOVE);
  return {
    async add(evidence) {
      if (evidence.length === 0) return;
      const values = evidence.flatMap((one) => [
        one.id,
        one.candidateId,
        sourceKey(one.source),
        JSON.stringify(one),
      ]);
      await add(KEYS, values);
    },
    of: (candidateId) => indexed(client, CANDIDATES, candidateId),
    from: (source) => indexed(client, SOURCES, source),
    async remove(ids) {
      if (ids.length > 0) await remove(KEYS, ids);
    },
  };
}

/** In the order in which they were first added, without those that were removed meanwhile. */
async function indexed(client: Redis, index: string, name: string): Promise<readonly Evidence[]> {
  // All that begin with the name and its line feed: a vertical tab is the next sign.
  const members = await asFailure(client.zrange(index, `[${name}\n`, `(${name}\v`, 'BYLEX'));
  const ids = members.map((member) => member.slice(member.lastIndexOf('\n') + 1));
  const found: Evidence[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const texts = await asFailure(client.hmget(QUOTES, ...ids.slice(from, from + AT_ONCE)));
    for (const text of texts) if (text !== null) found.push(QuoteText.parse(text));
  }
  return found;
}
