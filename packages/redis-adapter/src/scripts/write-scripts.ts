/** KEYS: keys. ARGV: value and time to live in ms of each. One command where there would be as many as keys. */
export const SET_MANY: string = `
for i, key in ipairs(KEYS) do redis.call('SET', key, ARGV[2 * i - 1], 'PX', ARGV[2 * i]) end
return #KEYS
`
