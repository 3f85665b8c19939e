/*
 * A request is a hash: fingerprint, token, until (by the server's clock, in ms, it is believed to be under way), sent once it
 * was confirmed, and answer once there is one.
 */

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

/** ARGV: token, fingerprint, how long the claim is good and how long it is kept in ms. Replies {token, standing, more}. */
export const BEGIN: string = `${NOW}
local held = redis.call('HMGET', KEYS[1], 'fingerprint', 'token', 'until', 'answer', 'sent')
if held[1] and not held[5] and tonumber(held[3]) <= now then held = {} end
if held[1] and held[1] ~= ARGV[2] then return {ARGV[1], 'different', 0} end
if held[4] then return {ARGV[1], 'done', held[4]} end
if held[1] and held[2] ~= ARGV[1] then
  local left = tonumber(held[3]) - now
  if left > 0 then return {ARGV[1], 'running', left} end
  return {ARGV[1], 'unknown', 0}
end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[2], 'token', ARGV[1], 'until', string.format('%.0f', now + ARGV[3]))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return {ARGV[1], 'begun', 0}
`

const OWNED = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
`

/** ARGV: token, how long it may be under way in ms. */
export const CONFIRM: string = `${OWNED}${NOW}
local held = redis.call('HMGET', KEYS[1], 'until', 'answer')
if held[2] or tonumber(held[1]) <= now then return 0 end
redis.call('HSET', KEYS[1], 'sent', 1, 'until', string.format('%.0f', now + ARGV[2]))
return 1
`

/** ARGV: token, and the answer if there is one. */
export const SETTLE: string = `${OWNED}
if ARGV[2] then redis.call('HSET', KEYS[1], 'sent', 1, 'answer', ARGV[2])
else redis.call('HSET', KEYS[1], 'sent', 1, 'until', 0) end
return 1
`

/** ARGV: token. */
export const FORGET: string = `${OWNED}
return redis.call('DEL', KEYS[1])
`
