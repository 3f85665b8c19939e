/*
 * A lease is the string `token|era|seq` under its key, then `|b` as long as nobody is known to wait for what is loaded
 * under it, and `|w` at the end once somebody waits for the lease; `done` for a while after it was given back with a
 * value stored.
 */

/** ARGV: token, ttl in ms, era, seq, not before, `|b` or nothing, message to who holds it so, channel. Replies {token, 1, given back lately} or {token, 0, remaining ms}. */
export const ACQUIRE: string = `
local held = redis.call('GET', KEYS[1])
local waited = false
if held and held ~= 'done' then
  local _, era, seq, flag = string.match(held, '^([^|]*)|(%d+)|(%d+)(.*)$')
  if era == ARGV[3] and tonumber(seq) >= tonumber(ARGV[5]) then
    local left = redis.call('PTTL', KEYS[1])
    local waited = string.sub(flag, 1, 2) == '|b' and ARGV[6] == '|b' and '|b|w' or '|w'
    if flag ~= waited then
      redis.call('SET', KEYS[1], string.sub(held, 1, #held - #flag) .. waited, 'KEEPTTL')
      if string.sub(flag, 1, 2) == '|b' and ARGV[6] == '' then redis.call('PUBLISH', ARGV[8], ARGV[7]) end
    end
    return {ARGV[1], 0, left}
  end
  waited = flag and string.sub(flag, -2) == '|w'
end
local flag = ARGV[6] .. (waited and '|w' or '')
redis.call('SET', KEYS[1], ARGV[1] .. '|' .. ARGV[3] .. '|' .. ARGV[4] .. flag, 'PX', ARGV[2])
return {ARGV[1], 1, held == 'done' and 1 or 0}
`

const OWNED = `
local held = redis.call('GET', KEYS[1])
if not held or string.sub(held, 1, #ARGV[1] + 1) ~= ARGV[1] .. '|' then return 0 end
`

/** ARGV: token, ttl in ms. */
export const RENEW: string = `${OWNED}
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`

/** ARGV: token, outcome, message, channel, how long to remember it in ms. */
export const RELEASE: string = `${OWNED}
if ARGV[2] == 'kept' then redis.call('SET', KEYS[1], 'done', 'PX', ARGV[5])
else redis.call('DEL', KEYS[1]) end
if string.sub(held, -2) == '|w' then redis.call('PUBLISH', ARGV[4], ARGV[3]) end
return 1
`
