/*
 * The log of one namespace lives under five keys of one slot:
 *
 *   {ns}:barriers        hash: newest number of each barrier of this generation, and #era #seq #nonce #floor #start
 *   {ns}:barriers:old    hash: the generation before
 *   {ns}:log             stream of the latest records; its ids are `{seq}-0`
 *   {ns}:sets, :sets:old the same two generations for keys that were set: `seq:token`
 *
 * A generation that is full becomes the old one, and the old one is forgotten: constant time, and `#floor` says up to
 * where barriers may be missing. Without `#era` nothing of the rest can be believed, and a new era begins.
 */

const OPEN = `
local barriers, barriersOld, log, sets, setsOld = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local function begin(era)
  redis.call('UNLINK', barriers, barriersOld, log, sets, setsOld)
  redis.call('HSET', barriers, '#era', era, '#seq', '0', '#nonce', '0', '#floor', '0', '#start', '0')
  return era
end
local era = redis.call('HGET', barriers, '#era') or begin(ARGV[1])
`

/** Everything from the record that the caller has seen on, to compare it, and what came after. */
const SINCE = `
local function since(sinceEra, sinceSeq, seq)
  if sinceEra ~= era or tonumber(sinceSeq) > seq then return false end
  if tonumber(sinceSeq) == seq then return {} end
  return redis.call('XRANGE', log, sinceSeq .. '-0', '+', 'COUNT', 1001)
end
`

/**
 * ARGV: era to begin if need be, nonce, since era, since seq, barriers as JSON, channel, records kept, size of a
 * generation, number of barriers to be remembered, these, then key and token of each key that was set.
 */
export const APPEND: string = `${OPEN}${SINCE}
local seq = redis.call('HINCRBY', barriers, '#seq', 1)
redis.call('HSET', barriers, '#nonce', ARGV[2])
local lasting = 9 + tonumber(ARGV[9])
for i = 10, lasting do redis.call('HSET', barriers, ARGV[i], seq) end
for i = lasting + 1, #ARGV, 2 do redis.call('HSET', sets, ARGV[i], seq .. ':' .. ARGV[i + 1]) end
redis.call('XADD', log, 'MAXLEN', '~', ARGV[7], seq .. '-0', 'n', ARGV[2], 'b', ARGV[5])
if redis.call('HLEN', barriers) > tonumber(ARGV[8]) then
  local start = redis.call('HGET', barriers, '#start')
  redis.call('UNLINK', barriersOld)
  redis.call('RENAME', barriers, barriersOld)
  redis.call('HDEL', barriersOld, '#era', '#seq', '#nonce', '#floor', '#start')
  redis.call('HSET', barriers, '#era', era, '#seq', seq, '#nonce', ARGV[2], '#floor', start, '#start', seq)
end
if redis.call('HLEN', sets) > tonumber(ARGV[8]) then
  redis.call('UNLINK', setsOld)
  redis.call('RENAME', sets, setsOld)
end
redis.call('PUBLISH', ARGV[6], '[' .. era .. ',' .. seq .. ',' .. ARGV[2] .. ',' .. ARGV[5] .. ']')
return {era, seq, ARGV[2], since(ARGV[3], ARGV[4], seq)}
`

/** ARGV: era to begin if need be, since era, since seq. */
export const READ_SINCE: string = `${OPEN}${SINCE}
local seq = tonumber(redis.call('HGET', barriers, '#seq'))
return {era, seq, redis.call('HGET', barriers, '#nonce'), since(ARGV[2], ARGV[3], seq)}
`

/** ARGV: era to begin if need be. A generation that is gone though there was one raises the floor. */
export const SNAPSHOT: string = `${OPEN}
local meta = redis.call('HMGET', barriers, '#seq', '#nonce', '#floor', '#start')
local floor = meta[3]
if meta[4] ~= '0' and redis.call('EXISTS', barriersOld) == 0 then floor = meta[4] end
return {
  era, meta[1], meta[2], floor,
  redis.call('HGETALL', barriersOld), redis.call('HGETALL', barriers),
  redis.call('HGETALL', setsOld), redis.call('HGETALL', sets)
}
`

/** ARGV: era to begin, era to end, channel. */
export const END_ERA: string = `${OPEN}
if era == ARGV[2] then
  era = begin(ARGV[1])
  redis.call('PUBLISH', ARGV[3], '[' .. era .. ',0,0,[]]')
end
return era
`
