// A script that asks something slow, and remembers the answer for the next run, and for whoever else runs it.
//   REDIS_URL=redis://127.0.0.1:6379 node menu.mjs
import { createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'
const cache = createCache({ namespace: 'menu-script', shared: createRedisBackend({ url }) })

// A script begins its work at once and would find Redis not yet connected. Servers need no such line.
const isShared = await cache.ready({ withinMs: 1_000 })

async function slowMenu() {
  await new Promise((resolve) => setTimeout(resolve, 50))
  return ['Paella', 'Fideuà']
}

const { value, tier } = await cache.lookup('today', slowMenu, { ttlMs: 3_600_000, tags: ['menu'] })
const origin = tier === 'source' ? 'loaded' : 'remembered'
console.log(`${value.join(', ')} (${origin}${isShared ? '' : ', without Redis'})`)

// Delivers what Redis is still to be told.
await cache.close()
