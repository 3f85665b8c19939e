import type { Cache } from '@larder/cache-core'
import { larderCache, purgeUrl } from '@larder/hono-middleware'
import { Hono } from 'hono'

export interface Kitchen {
  /** Slow: what is on the menu, by language. */
  readonly menu: (language: string) => Promise<readonly string[]>
}

/** A menu in two languages, cached by what its responses say, and purged when the kitchen changes it. */
export function createApp(cache: Cache, kitchen: Kitchen): Hono {
  const app = new Hono()

  app.get('/menu', larderCache({ cache, tags: ['menu'] }), async (c) => {
    const language = c.req.header('accept-language')?.startsWith('en') ? 'en' : 'es'
    c.header('Vary', 'Accept-Language')
    // Fresh for a minute, then served for five more while it is made anew, and for a day when the kitchen is on fire.
    c.header('Cache-Control', 'max-age=60, stale-while-revalidate=300, stale-if-error=86400')
    return c.json({ menu: await kitchen.menu(language) })
  })

  app.post('/menu/purge', async (c) => {
    await cache.invalidateTag('menu')
    return c.body(null, 204)
  })

  app.post('/purge', async (c) => {
    await purgeUrl(cache, c.req.query('url') ?? '')
    return c.body(null, 204)
  })

  return app
}
