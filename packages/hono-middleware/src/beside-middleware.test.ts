import { expect, test } from 'vitest'
import { settle } from '@larder/cache-core/testing'
import { Hono, type MiddlewareHandler } from 'hono'
import { appFixture, counting } from './app-fixture.ts'
import { larderCache } from './larder-cache.ts'

/** An app with this middleware further out than the cache. */
function fixture(outer: MiddlewareHandler) {
  const { cache, clock } = appFixture(counting(''))
  const app = new Hono()
  app.use(outer)
  app.use(larderCache({ cache, clock }))
  return { app, clock }
}

test('what middleware further out says of Cache-Control does not outweigh what the handler says of its own response', async () => {
  const { app } = fixture(async (c, next) => {
    c.header('Cache-Control', 'public, max-age=60')
    await next()
  })
  app.get('/', (c) => {
    const headers = { 'Cache-Control': 'private' }
    return new Response(`for ${c.req.header('cookie')}`, { headers })
  })
  await app.request('/', { headers: { Cookie: 'ana' } })

  const response = await app.request('/', { headers: { Cookie: 'eva' } })

  expect(await response.text()).toBe('for eva')
  expect(response.headers.get('cache-control')).toBe('private')
})
