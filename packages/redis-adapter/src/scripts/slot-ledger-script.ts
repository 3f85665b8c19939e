/*
 * The ledger of one namespace, under keys of one slot:
 *
 *   {ns}:slots          hash: era, server, born, known, came, last (see ENROL), and m:PROCESS = sequence|seen|share|mode|knows,
 *                       where the last is how many processes it knows of
 *   {ns}:slots:SCOPE    hash: era; lock, until when; back, when background last left; s:SLOT = free at|left at, where the
 *                       second is 0 once it was answered; d:PROCESS = ask by|interactive|background|ranks of who waits
 *
 * All times are the server's, in ms. The rules are those of InMemorySlotLedger in cache-core, which tests hold them
 * against; the reasons are in docs/decisions/2026-11-23-shared-budget.md.
 */

/** How long after the instant that a process was told it may still come to ask, in ms; then its turn is over. */
const GRACE_MS = 100
/** When a process asks again that somebody does not know yet, in ms. */
const SOON_MS = 20
/** See WHOLE_SHARE in cache-core. */
const WHOLE = 5_040

const READ = `
local me, offered, server = cjson.decode(ARGV[2]), ARGV[1], ARGV[3]
local terms, clock = me.terms, redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function read(key)
  local flat, fields = redis.call('HGETALL', key), {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields
end
local function text(number) return string.format('%.0f', number) end
local meta, members, count = read(KEYS[1]), {}, 0
for field, value in pairs(meta) do
  local name = string.match(field, '^m:(.*)$')
  if name then
    local sequence, seen, share, mode, knows = string.match(value, '^(%d+)|(%d+)|(%d+)|(%a+)|(%d+)$')
    members[name] = {sequence = tonumber(sequence), seen = tonumber(seen), share = tonumber(share), mode = mode,
      knows = tonumber(knows)}
  end
end
`

/** `born`: when the era began; `known`: processes of the era before; `came`: how many of these have come. */
const ENROL = `
local function doubtful()
  if me.era == meta.era and me.expectedAt then return math.abs(now - me.expectedAt) > terms.lateMs end
  local last = tonumber(meta.last)
  if now >= last and now - last <= terms.lateMs then return false end
  for _, one in pairs(members) do
    if last - one.seen <= terms.absentMs then return true end
  end
  return false
end
if not meta.era or meta.server ~= server or doubtful() then
  redis.call('DEL', KEYS[1])
  meta, members = {era = offered, server = server, born = text(now), known = '0', came = '0'}, {}
  redis.call('HSET', KEYS[1], 'era', offered, 'server', server, 'born', text(now), 'known', 0, 'came', 0)
end
redis.call('HSET', KEYS[1], 'last', text(now))
redis.call('PEXPIRE', KEYS[1], terms.forgetMs * 10)
for name, one in pairs(members) do
  if now - one.seen > terms.forgetMs then
    members[name] = nil
    redis.call('HDEL', KEYS[1], 'm:' .. name)
  end
end
local born, known, came = tonumber(meta.born), tonumber(meta.known), tonumber(meta.came)
local settled, own = now >= born + terms.settleMs, members[me.process]
if (me.mode == 'shared' and (me.era ~= meta.era or not own)) or (own and me.sequence <= own.sequence) then
  return {offered, meta.era, now, 'refused', me.share, me.processes, {}, {}}
end
local function missing()
  return now < born + terms.forgetMs and math.max(0, known - came) or 0
end
local function shareOfMissing()
  return math.max(math.floor(${WHOLE} / math.max(2, known)), terms.leastShare)
end
local share = 0
if me.mode == 'gone' then
  members[me.process] = nil
  redis.call('HDEL', KEYS[1], 'm:' .. me.process)
else
  if not own and me.processes > 0 then
    came, known = came + 1, math.max(known, me.processes)
    redis.call('HSET', KEYS[1], 'known', known, 'came', came)
  end
  members[me.process] = {sequence = me.sequence, seen = now, share = 0, mode = me.mode, knows = me.processes}
  local others, size = 0, 0
  for _, one in pairs(members) do
    others, size = others + one.share, size + 1
  end
  local left = math.max(0, ${WHOLE} - others - missing() * shareOfMissing())
  local even = math.floor(${WHOLE} / (settled and math.max(2, size + missing()) or me.expectedProcesses))
  share = math.min(math.max(even, terms.leastShare), left)
  if share < terms.leastShare then share = 0 end
  if me.mode == 'alone' and me.processes > 0 then share = me.share end
  members[me.process].share = share
  local member = text(me.sequence) .. '|' .. text(now) .. '|' .. text(share) .. '|' .. me.mode .. '|'
    .. text(me.processes)
  redis.call('HSET', KEYS[1], 'm:' .. me.process, member)
end
for _ in pairs(members) do count = count + 1 end
`

const SCOPES = `
local function capacityOf(limit)
  local kept = missing() * math.floor(limit * shareOfMissing() / ${WHOLE})
  for name, one in pairs(members) do
    if name ~= me.process and (one.mode == 'alone' or now - one.seen > terms.absentMs) then
      kept = kept + math.floor(limit * one.share / ${WHOLE})
    end
  end
  return math.max(0, limit - kept)
end
local scopes, changes = {}, {}
local function put(i, field, value)
  local list = changes[i]
  list[#list + 1], list[#list + 2] = field, value
end
for i, named in ipairs(me.scopes) do
  local key = KEYS[1 + i]
  local fields = read(key)
  if fields.era ~= meta.era then
    redis.call('DEL', key)
    fields = {}
  end
  changes[i] = {'era', meta.era}
  local scope = {lock = tonumber(fields.lock or 0), back = tonumber(fields.back or 0), slots = {}, ranks = {},
    waiting = {0, 0}, unserved = {}, capacity = capacityOf(named.limit), last = now}
  for field, value in pairs(fields) do
    local kind, name = string.match(field, '^([sd]):(.*)$')
    if kind == 's' then
      local free, left = string.match(value, '^(%d+)|(%d+)$')
      if tonumber(free) > now then scope.slots[name] = {free = tonumber(free), left = tonumber(left)}
      else redis.call('HDEL', key, field) end
    elseif kind == 'd' and name ~= me.process then
      local by, interactive, background, ranks = string.match(value, '^(%d+)|(%d+)|(%d+)|(.*)$')
      if tonumber(by) >= now then
        scope.waiting = {scope.waiting[1] + interactive, scope.waiting[2] + background}
        for class, since in string.gmatch(ranks, '([ib])(%d+)') do
          scope.ranks[#scope.ranks + 1] = {background = class == 'b', since = tonumber(since)}
        end
      else redis.call('HDEL', key, field) end
    end
  end
  scopes[i] = scope
end
for _, news in ipairs(me.slots) do
  local id = me.process .. ':' .. text(news.number)
  for _, i in ipairs(news.scopes) do
    local scope = scopes[i + 1]
    if news.forMs > 0 then
      scope.slots[id] = {free = now + math.ceil(news.forMs), left = news.isUnderWay and now or 0}
      put(i + 1, 's:' .. id, text(scope.slots[id].free) .. '|' .. text(scope.slots[id].left))
    else
      scope.slots[id] = nil
      redis.call('HDEL', KEYS[2 + i], 's:' .. id)
    end
  end
end
for _, news in ipairs(me.locks) do
  local scope = scopes[news.scope + 1]
  scope.lock = math.max(scope.lock, now + math.ceil(news.forMs))
  put(news.scope + 1, 'lock', text(scope.lock))
end
`

const GRANT = `
local function before(a, b)
  if a.background == b.background then return a.since < b.since end
  return b.background
end
local function freeTimes(scope)
  local times = {}
  for _, slot in pairs(scope.slots) do
    local at = slot.free
    if slot.left > 0 then at = math.min(at, math.max(now, slot.left) + terms.windowMs) end
    times[#times + 1] = at
  end
  table.sort(times)
  return times
end
local function nth(scope, room, ahead)
  if room <= 0 then return now + terms.windowMs end
  local times = freeTimes(scope)
  local index = #times - room + ahead
  if index < 0 then return now end
  while #times < room do times[#times + 1] = now + terms.windowMs end
  local beyond = index - #times
  if beyond < 0 then return times[index + 1] end
  return times[#times - room + beyond % room + 1] + (1 + math.floor(beyond / room)) * terms.windowMs
end
local function place(want)
  local at, by = now, want.scopes[1]
  for _, i in ipairs(want.scopes) do
    local scope, ahead, busy = scopes[i], 0, false
    for _, list in ipairs({scope.ranks, scope.unserved}) do
      for _, rank in ipairs(list) do
        if before(rank, want) then ahead = ahead + 1 end
        if not rank.background then busy = true end
      end
    end
    local own = math.max(nth(scope, scope.capacity, ahead), scope.lock)
    if want.background then
      local pause = terms.windowMs / math.max(1, scope.capacity)
      own = math.max(own, nth(scope, scope.capacity, ahead + 1) - pause)
      own = math.max(own, scope.back + pause)
      if busy then own = math.max(own, now + pause) end
    end
    if own > at then at, by = own, i end
  end
  return at, by
end
local places, ask, wants, lonely = {}, terms.windowMs, me.mode == 'shared' and settled and me.wants or {}, false
for name, one in pairs(members) do
  if name ~= me.process and one.mode == 'shared' and one.knows <= 1 and now - one.seen <= terms.absentMs then
    lonely = true
  end
end
if lonely then
  for k in ipairs(wants) do places[k] = -${SOON_MS} end
  wants = {}
end
for k, asked in ipairs(wants) do
  local want = {background = asked.kind == 'background', scopes = {}, since = math.floor(now - asked.waitedMs)}
  if asked.kind == 'write' then want.since = want.since - terms.headStartMs end
  for n, i in ipairs(asked.scopes) do want.scopes[n] = i + 1 end
  local at, by = place(want)
  local ahead = want.background and 0 or terms.aheadMs
  if at <= now + ahead then
    local id, slot = me.process .. ':' .. text(asked.number), {free = at + terms.holdMs + terms.windowMs, left = at}
    for _, i in ipairs(want.scopes) do
      scopes[i].slots[id] = slot
      put(i, 's:' .. id, text(slot.free) .. '|' .. text(slot.left))
      if want.background then
        scopes[i].back = at
        put(i, 'back', text(at))
      end
    end
    places[k] = math.ceil(at - now)
  else
    local unserved, wait = scopes[by].unserved, math.max(1, math.ceil(math.min(at - now - ahead, terms.windowMs)))
    unserved[#unserved + 1] = want
    ask = math.min(ask, wait)
    places[k] = -wait
  end
end
`

const WRITE = `
local views = {}
for i, scope in ipairs(scopes) do
  local key, ranks, used, last = KEYS[1 + i], {}, 0, scope.lock
  for k, rank in ipairs(scope.unserved) do ranks[k] = (rank.background and 'b' or 'i') .. text(rank.since) end
  if #ranks > 0 then
    local waiting = me.waiting[i]
    put(i, 'd:' .. me.process, text(now + ask + ${GRACE_MS}) .. '|' .. text(waiting[1]) .. '|' .. text(waiting[2])
      .. '|' .. table.concat(ranks, ' '))
  else redis.call('HDEL', key, 'd:' .. me.process) end
  for _, slot in pairs(scope.slots) do
    if slot.left <= now then used = used + 1 end
    last = math.max(last, slot.free)
  end
  redis.call('HSET', key, unpack(changes[i]))
  redis.call('PEXPIRE', key, text(math.max(last - now, 0) + terms.forgetMs))
  views[i] = {used, scope.capacity, math.max(0, scope.lock - now), scope.waiting[1], scope.waiting[2]}
end
return {offered, meta.era, now, settled and 'shared' or 'alone', share, count + missing(), places, views}
`

/**
 * KEYS: the ledger's, and those of the message's scopes. ARGV: a number of its own, which names a new era too; the message
 * as JSON; the server's id. Replies that number, era, time, verdict, share, processes, places, and of each scope how many
 * have left and count, its capacity, for how long it is locked, and who else waits.
 */
export const EXCHANGE: string = READ + ENROL + SCOPES + GRANT + WRITE
