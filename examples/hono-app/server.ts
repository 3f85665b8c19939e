import { serve } from '@hono/node-server'
import { createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { createApp } from './app.ts'

const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379'
const cache = createCache({ namespace: 'menu-app', shared: createRedisBackend({ url }) })
const dishes: Record<string, readonly string[]> = { es: ['Paella', 'Fideuà'], en: ['Paella', 'Noodles'] }
const app = createApp(cache, { menu: async (language) => dishes[language] ?? [] })

const server = serve(
  { fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 3000) },
  ({ port }) => process.stdout.write(`Serving http://127.0.0.1:${port}/menu\n`),
)

process.once('SIGTERM', () => {
  server.close()
  void cache.close()
})
