/*
 * The log of one namespace lives under five keys of one slot:
 *
 *   {ns}:barriers        hash: newest number of each barrier of this generation, and beside them #era; #term, the
 *                        number after which the term began; #seq, #nonce; #server, the run id of the server that
 *                        numbers; #floor and #start
 *   {ns}:barriers:old    hash: the generation before
 *   {ns}:log             stream of the latest records; its ids are `{seq}-0`
 *   {ns}:sets, :sets:old the same two generations for keys that were set
 *
 * A generation that is full becomes the old one, and the old one is forgotten: constant time, and `#floor` says up to
 * where barriers may be missing. Without `#era` nothing of the rest can be believed, and a new era begins. On a server
 * with another run id (a failover, a restart from disk) the newest records may be missing: a new term begins, and numbers
 * go on so much higher that none is used twice.
 */

/** How much higher: more records than a term will ever have. */
const JUMP = 2 ** 32

const OPEN = `
local barriers, barriersOld, log, sets, setsOld = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local function begin(era)
  redis.call('UNLINK', barriers, barriersOld, log, sets, setsOld)
  redis.call('HSET', barriers, '#era', era, '#term', '0', '#seq', '0', '#nonce', '0', '#server', ARGV[2], '#floor', '0', '#start', '0')
  return era
end
local head = redis.call('HMGET', barriers, '#era', '#server', '#term', '#seq', '#nonce')
local era, term, seq, nonce = head[1], head[3], tonumber(head[4]), head[5]
if not era then
  era, term, seq, nonce = begin(ARGV[1]), '0', 0, '0'
elseif head[2] ~= ARGV[2] and ARGV[2] ~= '' then
  seq, nonce = redis.call('HINCRBY', barriers, '#seq', ${JUMP}), '0'
  term = string.format('%.0f', seq)
  redis.call('HSET', barriers, '#server', ARGV[2], '#nonce', nonce, '#term', term)
end
`

/** Everything from the record that the caller has seen on, to compare it, and what came after. */
const SINCE = `
local function answer(sinceEra, sinceSeq)
  local records = false
  if sinceEra == era and tonumber(sinceSeq) < seq then
    records = redis.call('XRANGE', log, sinceSeq .. '-0', '+', 'COUNT', 1001)
  end
  return {ARGV[1], era, tonumber(term), seq, nonce, records}
end
`

/** Of every script: ARGV[1] is the era to begin if need be, and comes first in the reply; ARGV[2] is the run id of the server, '' when it is not known. */

/**
 * ARGV[3] on: nonce, since era, since seq, barriers (see barriers-payload.ts), channel, records kept, size of a generation, since nonce,
 * number of barriers to be remembered, these, then each key that was set. Replies 1 in the place of records when nobody
 * else has appended since: the caller knows its own.
 */
export const APPEND: string = `${OPEN}${SINCE}
local isNext = ARGV[4] == era and tonumber(ARGV[5]) == seq and ARGV[10] == nonce
seq = redis.call('HINCRBY', barriers, '#seq', 1)
nonce = ARGV[3]
local function number(hash, from, to, pairs)
  for i = from, to do
    pairs[#pairs + 1] = ARGV[i]
    pairs[#pairs + 1] = seq
  end
  if #pairs > 0 then redis.call('HSET', hash, unpack(pairs)) end
end
local lasting = 11 + tonumber(ARGV[11])
number(barriers, 12, lasting, {'#nonce', nonce})
number(sets, lasting + 1, #ARGV, {})
redis.call('XADD', log, 'MAXLEN', '~', ARGV[8], string.format('%.0f-0', seq), 'n', nonce, 'b', ARGV[6])
if redis.call('HLEN', barriers) > tonumber(ARGV[9]) then
  local kept = redis.call('HMGET', barriers, '#start', '#server')
  redis.call('UNLINK', barriersOld)
  redis.call('RENAME', barriers, barriersOld)
  redis.call('HDEL', barriersOld, '#era', '#term', '#seq', '#nonce', '#server', '#floor', '#start')
  redis.call('HSET', barriers, '#era', era, '#term', term, '#seq', seq, '#nonce', nonce, '#server', kept[2], '#floor', kept[1], '#start', seq)
end
if redis.call('HLEN', sets) > tonumber(ARGV[9]) then
  redis.call('UNLINK', setsOld)
  redis.call('RENAME', sets, setsOld)
end
redis.call('PUBLISH', ARGV[7], string.format('[%s,%.0f,%s,%s]', era, seq, nonce, ARGV[6]))
if isNext then return {ARGV[1], era, tonumber(term), seq, nonce, 1} end
return answer(ARGV[4], ARGV[5])
`

/** ARGV[3] on: since era, since seq. */
export const READ_SINCE: string = `${OPEN}${SINCE}
return answer(ARGV[3], ARGV[4])
`

/** A generation that is gone though there was one raises the floor. */
export const SNAPSHOT: string = `${OPEN}
local span = redis.call('HMGET', barriers, '#floor', '#start')
local floor = span[1]
if span[2] ~= '0' and redis.call('EXISTS', barriersOld) == 0 then floor = span[2] end
return {
  ARGV[1], era, tonumber(term), seq, nonce, floor,
  redis.call('HGETALL', barriersOld), redis.call('HGETALL', barriers),
  redis.call('HGETALL', setsOld), redis.call('HGETALL', sets)
}
`

/** ARGV[3] on: era to end, channel. */
export const END_ERA: string = `${OPEN}
if era == ARGV[3] then
  era = begin(ARGV[1])
  redis.call('PUBLISH', ARGV[4], '[' .. era .. ',0,0,[]]')
end
return {ARGV[1]}
`
