import { ALL_LIMITS } from './all-limits.ts'

const [id, redisUrl = ''] = process.argv.slice(2)
const limit = ALL_LIMITS.find((one) => one.id === id)

try {
  if (!limit) throw new Error(`There is no limit ${id}.`)
  process.send?.({ value: await limit.measure(redisUrl) })
} catch (error) {
  process.send?.({ error: error instanceof Error ? error.message : String(error) })
}
process.disconnect()
