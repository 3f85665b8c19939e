/**
 * KEYS: keys. ARGV: envelope and time to live in ms of each. An envelope of the same era whose stamp has a higher number
 * stays (see envelope.ts: era at 32, in the first field the number at 43): a late write is older than what it would
 * replace. What has the key's wrong type reads as an error here, and is replaced.
 */
export const SET_UNLESS_NEWER: string = `
local magic = '\\245\\193'
local function number(envelope)
  local version = string.byte(envelope, 3)
  if string.sub(envelope, 1, 2) ~= magic or version < 1 or version > 2 then return nil end
  if #envelope < 59 or string.byte(envelope, 41) ~= 1 then return nil end
  return struct.unpack('<d', envelope, 44)
end
for i, key in ipairs(KEYS) do
  local held, new = redis.pcall('GETRANGE', key, 0, 58), ARGV[2 * i - 1]
  local isOlder = false
  if type(held) == 'string' and #held == 59 and string.sub(held, 33, 36) == string.sub(new, 33, 36) then
    local there, here = number(held), number(new)
    isOlder = there and here and there > here
  end
  if not isOlder then redis.call('SET', key, new, 'PX', ARGV[2 * i]) end
end
return #KEYS
`
