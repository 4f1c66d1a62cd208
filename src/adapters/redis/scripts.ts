import type { Redis } from 'ioredis';
import { createScript, type Script } from './connection-script.ts';
import { COMMIT } from './scripts-commit.ts';
import { OUTBOX, START } from './scripts-parts.ts';

/**
 * The scripts of the record store. Each is given the prefix of its keys as the only key, and computes
 * the others: this is for one Redis, not for a Cluster.
 *
 * In each, everything is looked at before the first write, and the first write is one that Redis
 * refuses when its memory is full: a script writes all or nothing.
 */
export function createRecordScripts(client: Redis) {
  return {
    /** Answers `['new']` or `['known', reply]`. */
    receive: createScript(client, RECEIVE),
    /** Answers as `CommitAnswer`. */
    commit: createScript(client, COMMIT),
    /** Answers how often the effect was begun before, or null. */
    begin: createScript(client, BEGIN),
    /** Answers the rows of the effects that became runnable. */
    finish: createScript(client, FINISH),
    /** Answers `[index, members read, records]`. */
    list: createScript(client, LIST),
    /** Answers id and fields of those hashes that have the first of the fields. */
    read: createScript(client, READ),
  } satisfies Record<string, Script>;
}

export type RecordScripts = ReturnType<typeof createRecordScripts>;

const RECEIVE = `${START}
local id, event, speaker = take(), take(), take()
local key = key_of('inbound', id)
local known = redis.call('HMGET', key, 'state', 'reply')
if known[1] then return { 'known', known[2] } end
local time = redis.call('TIME')
local received_ms = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local sequence = redis.call('INCR', prefix .. 'inbox:sequence')
local member = string.format('%016d:%s', sequence, id)
redis.call('HSET', key, 'state', 'waiting', 'event', event, 'member', member, 'speaker', speaker)
redis.call('ZADD', key_of('inbox-of', speaker), sequence, id)
redis.call('ZADD', prefix .. 'inbox:unfinished', received_ms, member)
return { 'new' }
`;

const FINISH = `${START}${OUTBOX}
local id = take()
if redis.call('HGET', key_of('effect', id), 'state') ~= 'waiting' then return {} end
settle(id, 'done')
free_lanes()
return made
`;

const BEGIN = `${START}
local key = key_of('effect', take())
if redis.call('HGET', key, 'state') ~= 'waiting' then return false end
return redis.call('HINCRBY', key, 'attempts', 1) - 1
`;

/** The smallest of the indexes is read; a member without a session is dropped when met. */
const LIST = `${START}
local order, start, count = take(), tonumber(take()), tonumber(take())
local index, size = nil, nil
for _, name in ipairs(take_many()) do
  local cardinality = redis.call('ZCARD', key_of('sessions', name))
  if not size or cardinality < size then index, size = name, cardinality end
end
local key, records = key_of('sessions', index), {}
local members = redis.call(order, key, start, start + count - 1)
for _, member in ipairs(members) do
  local record = redis.call('HGET', key_of('session', string.sub(member, 18)), 'record')
  if record then records[#records + 1] = record else redis.call('ZREM', key, member) end
end
return { index, #members, records }
`;

const READ = `${START}
local kind, fields, rows = take(), take_many(), {}
for index = at + 1, #ARGV do
  local row = redis.call('HMGET', key_of(kind, ARGV[index]), unpack(fields))
  if row[1] then rows[#rows + 1] = { ARGV[index], unpack(row) } end
end
return rows
`;
