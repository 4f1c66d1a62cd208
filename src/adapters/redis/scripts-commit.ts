import { OUTBOX, REMEMBERED_MS, START } from './scripts-parts.ts';

/** Sessions that one commit forgets at most: it must stay short, and each new one makes one at most. */
const FORGOTTEN_AT_ONCE = 5;

/** A session is in the indexes that `filed` names: its first line is the score, the others names. */
const SESSIONS = `
local ended = prefix .. 'sessions:ended'

local function unfile(member, filed)
  local is_score = true
  for line in string.gmatch(filed, '[^\\n]+') do
    if not is_score then redis.call('ZREM', key_of('sessions', line), member) end
    is_score = false
  end
end

local function file(member, filed)
  local score = nil
  for line in string.gmatch(filed, '[^\\n]+') do
    if score then redis.call('ZADD', key_of('sessions', line), score, member) end
    score = score or line
  end
end

local function forget_ended(before_ms)
  local due = redis.call('ZRANGEBYSCORE', ended, '-inf', '(' .. before_ms, 'LIMIT', 0, ${FORGOTTEN_AT_ONCE})
  for _, id in ipairs(due) do
    local row = redis.call('HMGET', key_of('session', id), 'member', 'filed')
    if row[1] then unfile(row[1], row[2]) end
    redis.call('DEL', key_of('session', id))
    redis.call('ZREM', ended, id)
  end
end
`;

/** Looks at everything, then writes: a refusal leaves all as it was. */
export const COMMIT = `${START}${OUTBOX}${SESSIONS}
local now_ms, channel, news = take(), take(), take()
local session, inbound, finished = take_many(), take_many(), take_many()
local cancels, audit = take_many(), take_many()
local id, version, expected, open_key, ends_ms, filed, record = unpack(session)
local stored = {}

if id then
  stored = redis.call('HMGET', key_of('session', id), 'version', 'member', 'filed', 'open_key')
  if open_key ~= '' then
    local holder = redis.call('GET', key_of('open-key', open_key))
    if holder and holder ~= id then return { 'conflict', 'key' } end
  end
  if (stored[1] or '0') ~= expected then return { 'conflict', 'version' } end
end
local received = {}
if inbound[1] then
  received = redis.call('HMGET', key_of('inbound', inbound[1]), 'state', 'member', 'speaker')
  if received[1] ~= 'waiting' then return { 'conflict', 'settled' } end
end
if finished[1] and redis.call('HGET', key_of('effect', finished[1]), 'state') ~= 'waiting' then
  return { 'conflict', 'settled' }
end
local effects, is_given = {}, {}
for index = 1, tonumber(take()) do
  local effect = { take(), take(), take(), take(), take() }
  if is_given[effect[1]] or redis.call('EXISTS', key_of('effect', effect[1])) == 1 then
    return { 'known-effect', effect[1] }
  end
  is_given[effect[1]] = true
  effects[index] = effect
end
local chained = 0
if #audit > 0 then
  local last = redis.call('XREVRANGE', prefix .. 'audit', '+', '-', 'COUNT', 1)[1]
  local sequence = last and string.match(last[1], '^%d+') or '0'
  local hash = last and last[2][2] or ''
  if sequence ~= audit[1] or (last and hash ~= audit[2]) then
    return { 'audit-moved', sequence, hash }
  end
  chained = tonumber(sequence)
end

if id then
  local key = key_of('session', id)
  local member = stored[2]
  if not member then
    member = string.format('%016d:%s', redis.call('INCR', prefix .. 'sessions:sequence'), id)
  end
  redis.call('HSET', key, 'version', version, 'record', record, 'member', member,
    'filed', filed, 'open_key', open_key)
  if not stored[2] then forget_ended(now_ms) end
  if stored[3] ~= filed then
    if stored[3] then unfile(member, stored[3]) end
    file(member, filed)
  end
  if stored[4] and stored[4] ~= '' and stored[4] ~= open_key then
    redis.call('DEL', key_of('open-key', stored[4]))
  end
  if open_key ~= '' then redis.call('SET', key_of('open-key', open_key), id) end
  if ends_ms == '' then redis.call('ZREM', ended, id) else redis.call('ZADD', ended, ends_ms, id) end
end
if inbound[1] then
  local key = key_of('inbound', inbound[1])
  redis.call('HSET', key, 'state', 'done')
  if inbound[2] then redis.call('HSET', key, 'reply', inbound[2]) end
  redis.call('HDEL', key, 'event')
  redis.call('PEXPIRE', key, ${REMEMBERED_MS})
  redis.call('ZREM', prefix .. 'inbox:unfinished', received[2])
  if received[3] then redis.call('ZREM', key_of('inbox-of', received[3]), inbound[1]) end
end
if finished[1] then settle(finished[1], 'done') end
local cancelled = {}
for _, name in ipairs(cancels) do
  for _, effect_id in ipairs(redis.call('ZRANGE', key_of('cancelling', name), 0, -1)) do
    settle(effect_id, 'cancelled')
    cancelled[#cancelled + 1] = effect_id
  end
end
for index = 3, #audit, 2 do
  chained = chained + 1
  redis.call('XADD', prefix .. 'audit', string.format('%d-0', chained),
    'hash', audit[index], 'entry', audit[index + 1])
end
for _, effect in ipairs(effects) do
  local effect_id, text, due_ms, lane, cancelling = unpack(effect)
  local sequence = redis.call('INCR', prefix .. 'outbox:sequence')
  redis.call('HSET', key_of('effect', effect_id), 'state', 'waiting', 'effect', text,
    'sequence', sequence, 'attempts', 0, 'due', due_ms, 'lane', lane, 'cancelling', cancelling)
  redis.call('ZADD', waiting, sequence, effect_id)
  if cancelling ~= '' then redis.call('ZADD', key_of('cancelling', cancelling), sequence, effect_id) end
  if lane == '' then
    make_runnable(effect_id)
  else
    redis.call('ZADD', key_of('lane', lane), sequence, effect_id)
    touch(lane)
  end
end
free_lanes()
if id then redis.call('PUBLISH', channel, news) end
return { 'done', cancelled, made }
`;
