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
 *
 * All five keys are there from the beginning, with nothing but the field `#` or no records if need be: while their slot
 * is on its way in a cluster, a script of which one key is missing is not run at all, and one that takes a key away
 * cannot make it anew.
 */

/** Fields and values in one command of a script: Lua can unpack no more than some thousands. An even number. */
const PART = 1_000
/** How much higher: more records than a term will ever have. */
const JUMP = 2 ** 32
/** Of one answer: for whoever missed more, a snapshot is no dearer. */
const MOST_RECORDS = 1_000
/** Bytes of the barriers in one answer. One record of a bulk call can have 100 KB, and nobody else is served meanwhile. */
const MOST_BYTES = 512 * 1_024
/** Records that are looked at together. */
const LOOK = 20

/**
 * Makes, clears and shelves keys, without taking one away where it could not be made anew; otherwise in constant time. A
 * function that is seldom called, since every script would pay for those in it.
 */
const UPKEEP = `
local function upkeep()
  local keys = {}
  function keys.areOnTheirWay()
    return type(redis.pcall('EXISTS', barriers .. '?', barriers .. '!')) ~= 'number'
  end
  function keys.create()
    for _, hash in ipairs({barriers, barriersOld, sets, setsOld}) do
      if redis.call('EXISTS', hash) == 0 then redis.call('HSET', hash, '#', 0) end
    end
    if redis.call('EXISTS', log) == 0 then redis.call('XADD', log, 'MAXLEN', 0, '0-1', 'n', 0) end
  end
  local function inParts(command, hash, list)
    for from = 1, #list, ${PART} do
      redis.call(command, hash, unpack(list, from, math.min(from + ${PART - 1}, #list)))
    end
  end
  function keys.empty(hash)
    redis.call('HSET', hash, '#', 0)
    local pairs, fields = redis.call('HGETALL', hash), {}
    for i = 1, #pairs, 2 do
      if pairs[i] ~= '#' then fields[#fields + 1] = pairs[i] end
    end
    inParts('HDEL', hash, fields)
  end
  function keys.shelve(hash, old)
    if keys.areOnTheirWay() then
      keys.empty(old)
      inParts('HSET', old, redis.call('HGETALL', hash))
      keys.empty(hash)
    else
      redis.call('UNLINK', old)
      redis.call('RENAME', hash, old)
      redis.call('HSET', hash, '#', 0)
    end
  end
  return keys
end
`

const OPEN = `
local barriers, barriersOld, log, sets, setsOld = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
${UPKEEP}
local function begin(era, seq)
  local keys = upkeep()
  if keys.areOnTheirWay() then
    for _, hash in ipairs({barriers, barriersOld, sets, setsOld}) do keys.empty(hash) end
    seq = seq + 1
  else
    redis.call('UNLINK', barriers, barriersOld, log, sets, setsOld)
    keys.create()
    seq = 0
  end
  redis.call('HSET', barriers, '#era', era, '#term', '0', '#seq', seq, '#nonce', '0', '#server', ARGV[2], '#floor', '0', '#start', '0')
  return era, '0', seq, '0'
end
local head = redis.call('HMGET', barriers, '#era', '#server', '#term', '#seq', '#nonce')
local era, term, seq, nonce = head[1], head[3], tonumber(head[4]), head[5]
if not era then
  if upkeep().areOnTheirWay() and #redis.call('XRANGE', log, '-', '+', 'COUNT', 1) > 0 then
    return redis.error_reply('TRYAGAIN the log can begin anew only when its slot has settled')
  end
  era, term, seq, nonce = begin(ARGV[1], 0)
elseif head[2] ~= ARGV[2] and ARGV[2] ~= '' then
  seq, nonce = redis.call('HINCRBY', barriers, '#seq', ${JUMP}), '0'
  term = string.format('%.0f', seq)
  redis.call('HSET', barriers, '#server', ARGV[2], '#nonce', nonce, '#term', term)
end
`

/** What was evicted is there again before the slot may be on its way. */
const WHOLE = `
if redis.call('EXISTS', unpack(KEYS)) < #KEYS then upkeep().create() end
`

/**
 * Everything from the record that the caller has seen on, to compare it, and what came after; nothing where that is more
 * than one answer holds, so that the caller reads a snapshot. To a caller of an earlier term from the last record on that
 * this server has of what the caller may have seen.
 */
const SINCE = `
local function answer(sinceEra, sinceTerm, sinceSeq)
  local records, from = false, false
  if sinceEra == era and tonumber(sinceSeq) < seq then
    if sinceTerm == term then
      from = seq - tonumber(sinceSeq) <= ${MOST_RECORDS} and sinceSeq .. '-0'
    else
      local seen = redis.call('XREVRANGE', log, sinceSeq .. '-0', '-', 'COUNT', 1)[1]
      from = seen and seen[1]
    end
  end
  if from then records = {} end
  local bytes = 0
  while from and records do
    local part = redis.call('XRANGE', log, from, '+', 'COUNT', ${LOOK})
    for _, record in ipairs(part) do
      records[#records + 1] = record
      bytes = bytes + #(record[2][4] or '')
    end
    from = #part == ${LOOK} and '(' .. part[${LOOK}][1]
    if bytes > ${MOST_BYTES} or #records > ${MOST_RECORDS + 1} then records = false end
  end
  return {ARGV[1], era, tonumber(term), seq, nonce, records}
end
`

/** Of every script: ARGV[1] is the era to begin if need be, and comes first in the reply; ARGV[2] is the run id of the server, '' when it is not known. */

/**
 * ARGV[3] on: nonce, since era, since term, since seq, since nonce, barriers (see barriers-payload.ts), channel, records
 * kept, size of a generation, number of barriers to be remembered, these, then each key that was set. Replies 1 in the
 * place of records when nobody else has appended since: the caller knows its own.
 */
export const APPEND: string = `${OPEN}${WHOLE}${SINCE}
local isNext = ARGV[4] == era and tonumber(ARGV[6]) == seq and ARGV[7] == nonce
seq = redis.call('HINCRBY', barriers, '#seq', 1)
nonce = ARGV[3]
local function number(hash, from, to, pairs)
  for i = from, to do
    pairs[#pairs + 1] = ARGV[i]
    pairs[#pairs + 1] = seq
  end
  if #pairs > 0 then redis.call('HSET', hash, unpack(pairs)) end
end
local lasting = 12 + tonumber(ARGV[12])
number(barriers, 13, lasting, {'#nonce', nonce})
number(sets, lasting + 1, #ARGV, {})
redis.call('XADD', log, 'MAXLEN', '~', ARGV[10], string.format('%.0f-0', seq), 'n', nonce, 'b', ARGV[8])
if redis.call('HLEN', barriers) > tonumber(ARGV[11]) then
  local kept = redis.call('HMGET', barriers, '#start', '#server')
  upkeep().shelve(barriers, barriersOld)
  redis.call('HDEL', barriersOld, '#era', '#term', '#seq', '#nonce', '#server', '#floor', '#start')
  redis.call('HSET', barriers, '#era', era, '#term', term, '#seq', seq, '#nonce', nonce, '#server', kept[2], '#floor', kept[1], '#start', seq)
end
if redis.call('HLEN', sets) > tonumber(ARGV[11]) then upkeep().shelve(sets, setsOld) end
redis.call('PUBLISH', ARGV[9], string.format('[%s,%.0f,%s,%s]', era, seq, nonce, ARGV[8]))
if isNext then return {ARGV[1], era, tonumber(term), seq, nonce, 1} end
return answer(ARGV[4], ARGV[5], ARGV[6])
`

/** ARGV[3] on: since era, since term, since seq. */
export const READ_SINCE: string = `${OPEN}${SINCE}
return answer(ARGV[3], ARGV[4], ARGV[5])
`

/** A generation that is gone though there was one raises the floor. */
export const SNAPSHOT: string = `${OPEN}${WHOLE}
local span = redis.call('HMGET', barriers, '#floor', '#start')
local floor = span[1]
if span[2] ~= '0' and redis.call('HLEN', barriersOld) < 2 then floor = span[2] end
return {
  ARGV[1], era, tonumber(term), seq, nonce, floor,
  redis.call('HGETALL', barriersOld), redis.call('HGETALL', barriers),
  redis.call('HGETALL', setsOld), redis.call('HGETALL', sets)
}
`

/** ARGV[3] on: era to end, channel. */
export const END_ERA: string = `${OPEN}
if era == ARGV[3] then
  era, term, seq = begin(ARGV[1], seq)
  redis.call('PUBLISH', ARGV[4], string.format('[%s,%.0f,0,[]]', era, seq))
end
return {ARGV[1]}
`
