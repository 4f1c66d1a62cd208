import type { Redis } from 'ioredis';
import { z } from 'zod';
import { JsonText } from '../../domain/json.ts';
import {
  channelPrefix,
  Evidence,
  keysOfSource,
  messageOfKey,
} from '../../domain/mining/evidence.ts';
import { CHANGES_KEPT_MS, type EvidenceStore } from '../../ports/evidence-store.ts';
import { createAppendFileRewriting, ERASED } from './append-file.ts';
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
/** Sources by when they changed, in milliseconds. */
const CHANGED = 'dotai:evidence:changed';
const KEYS = [QUOTES, PLACES, CANDIDATES, SOURCES, SEQUENCE, CHANGED];

/** Quotes that are asked for together: others are served in between. */
const AT_ONCE = 200;

const FORGET = `
  local function forget(id)
    local place = redis.call('HGET', KEYS[2], id)
    if not place then return nil end
    local known = cjson.decode(place)
    redis.call('ZREM', KEYS[3], known.candidate)
    for _, source in ipairs(known.sources or { known.source }) do redis.call('ZREM', KEYS[4], source) end
    redis.call('HDEL', KEYS[2], id)
    redis.call('HDEL', KEYS[1], id)
    return known.sequence
  end`;

/**
 * Keys: KEYS. Values: since when a change counts, in milliseconds, or nothing; then five for each: id, candidate,
 * quote, how many sources, the sources. Answers with the ids that were added. What is replaced keeps its place.
 */
const ADD = `${FORGET}
  local function isChanged(at, count)
    if ARGV[1] == '' then return false end
    for source = at, at + count - 1 do
      local changed = redis.call('ZSCORE', KEYS[6], ARGV[source])
      if changed and tonumber(changed) >= tonumber(ARGV[1]) then return true end
    end
    return false
  end
  local added = {}
  local at = 2
  while at <= #ARGV do
    local id, candidate, quote, count = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3])
    at = at + 4
    if not isChanged(at, count) then
      local sequence = forget(id) or string.format('%016d', redis.call('INCR', KEYS[5]))
      local rest = '\\n' .. sequence .. '\\n' .. id
      local place = { sequence = sequence, candidate = candidate .. rest, sources = {} }
      for source = at, at + count - 1 do
        table.insert(place.sources, ARGV[source] .. rest)
        redis.call('ZADD', KEYS[4], 0, ARGV[source] .. rest)
      end
      redis.call('ZADD', KEYS[3], 0, place.candidate)
      redis.call('HSET', KEYS[2], id, cjson.encode(place))
      redis.call('HSET', KEYS[1], id, quote)
      table.insert(added, id)
    end
    at = at + count
  end
  return added`;

/** Key: CHANGED. Values: source, when it changed, how long that is remembered; both in milliseconds. */
const NOTE = `
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. (tonumber(ARGV[2]) - tonumber(ARGV[3])))
  redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 'done'`;

/** Keys: KEYS, ERASED. Values: ids. */
const REMOVE = `${FORGET}
  local isErased = false
  for at = 1, #ARGV do isErased = forget(ARGV[at]) ~= nil or isErased end
  if isErased then redis.call('INCR', KEYS[7]) end
  return 'done'`;

const QuoteText = JsonText.pipe(Evidence);

const Ids = z.array(z.string());

/**
 * Quotes behind candidates, for all processes. They are kept until someone removes them. Then no command finds
 * them; Redis' append-only file has them until it is rewritten, which is asked for within a day, and a dump or a
 * backup as long as there is one.
 */
export function createRedisEvidenceStore({
  connection: { client },
  settledMs,
}: {
  readonly connection: RedisConnection;
  /** How long after an erasure the append-only file is rewritten, in milliseconds. */
  readonly settledMs?: number;
}): EvidenceStore {
  const appendFile = createAppendFileRewriting(
    client,
    settledMs === undefined ? {} : { settledMs },
  );
  const add = createScript(client, ADD);
  const note = createScript(client, NOTE);
  const remove = createScript(client, REMOVE);
  return {
    async add(evidence, reading) {
      if (evidence.length === 0) return [];
      const since = reading ? Date.parse(reading.readAt) : '';
      const values = evidence.flatMap((one) => {
        const sources = keysOfSource(one.source);
        return [one.id, one.candidateId, JSON.stringify(one), sources.length, ...sources];
      });
      const added = new Set(Ids.parse(await add(KEYS, [since, ...values])));
      return evidence.filter(({ id }) => added.has(id));
    },
    async noteChanged(source, at) {
      await note([CHANGED], [source, Date.parse(at), CHANGES_KEPT_MS]);
    },
    of: (candidateId) => indexed(client, CANDIDATES, candidateId),
    from: (source) => indexed(client, SOURCES, source),
    async messagesIn(channel) {
      const prefix = channelPrefix(channel);
      // After a comma comes a hyphen: all members that begin with the channel.
      const end = `(${prefix.slice(0, -1)}-`;
      const members = await asFailure(client.zrange(SOURCES, `[${prefix}`, end, 'BYLEX'));
      const keys = members.map((member) => member.slice(0, member.indexOf('\n')));
      return [...new Set(keys)].map((key) => messageOfKey(key));
    },
    async remove(ids) {
      if (ids.length === 0) return;
      await remove([...KEYS, ERASED], ids);
      appendFile.soon();
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
