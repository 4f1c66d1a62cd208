/**
 * How long finished inbound events and settled effects are remembered, in milliseconds. Slack repeats
 * an event for minutes and, after an outage of its own, for hours: a day is the least that is safe.
 */
export const REMEMBERED_MS = 48 * 3_600_000;

/** How a script reads what it was given. */
export const START = `
local prefix, at = KEYS[1], 0

local function take()
  at = at + 1
  return ARGV[at]
end

local function take_many()
  local many = {}
  for index = 1, tonumber(take()) do many[index] = take() end
  return many
end

local function key_of(kind, id)
  return prefix .. kind .. ':' .. id
end
`;

/** What settles an effect frees its lane; what is at the head of a lane is runnable, and told once. */
export const OUTBOX = `
local waiting, runnable = prefix .. 'outbox:waiting', prefix .. 'outbox:runnable'
local lanes, is_touched, made = {}, {}, {}

local function touch(lane)
  if is_touched[lane] then return end
  is_touched[lane] = true
  lanes[#lanes + 1] = lane
end

local function make_runnable(id)
  local row = redis.call('HMGET', key_of('effect', id), 'due', 'effect', 'sequence', 'attempts')
  redis.call('ZADD', runnable, row[1], id)
  made[#made + 1] = { id, row[2], row[3], row[4] }
end

local function settle(id, state)
  local key = key_of('effect', id)
  local row = redis.call('HMGET', key, 'lane', 'cancelling')
  redis.call('HSET', key, 'state', state)
  redis.call('HDEL', key, 'effect')
  redis.call('PEXPIRE', key, ${REMEMBERED_MS})
  redis.call('ZREM', waiting, id)
  redis.call('ZREM', runnable, id)
  if row[1] ~= '' then
    redis.call('ZREM', key_of('lane', row[1]), id)
    touch(row[1])
  end
  if row[2] ~= '' then redis.call('ZREM', key_of('cancelling', row[2]), id) end
end

local function free_lanes()
  for _, lane in ipairs(lanes) do
    local head = redis.call('ZRANGE', key_of('lane', lane), 0, 0)[1]
    if head and not redis.call('ZSCORE', runnable, head) then make_runnable(head) end
  end
end
`;
