import { expect, test } from 'vitest'
import { settle } from '@larder/cache-core/testing'
import { Hono, type MiddlewareHandler } from 'hono'
import { html } from 'hono/html'
import { jsxRenderer } from 'hono/jsx-renderer'
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

test('a 304 for what is not stored keeps the headers of middleware further out, cookies and Cache-Status', async () => {
  const { app } = fixture(async (c, next) => {
    c.header('Access-Control-Allow-Origin', '*')
    await next()
  })
  app.get('/', (c) => {
    c.header('Set-Cookie', 'session=renewed')
    c.header('Cache-Status', 'upstream; hit')
    return c.text('menu', 200, { ETag: '"1"', 'Cache-Control': 'private', 'X-Extra': 'of the body' })
  })

  const response = await app.request('/', { headers: { 'If-None-Match': '"1"' } })

  expect(response.status).toBe(304)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('set-cookie')).toBe('session=renewed')
  expect(response.headers.get('cache-status')).toMatch(/^upstream; hit, larder; fwd=uri-miss/)
  expect(response.headers.get('x-extra')).toBeNull()
})

test('every cookie of middleware further out is in the answer to a HEAD', async () => {
  const { app } = fixture(async (c, next) => {
    for (const cookie of ['a=1', 'b=2']) c.header('Set-Cookie', cookie, { append: true })
    await next()
  })
  app.get('/', (c) => c.text('menu', 200, { 'Cache-Control': 'private' }))

  const response = await app.request('/', { method: 'HEAD' })

  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

test.each(['a renderer', 'a layout'])('%s that was set further out is there in a refresh', async (kind) => {
  const { app, clock } = fixture(
    kind === 'a layout'
      ? jsxRenderer(({ children }) => html`<main>${children}</main>`, { docType: false })
      : async (c, next) => {
          c.setRenderer(async (content) => c.html(`<main>${await content}</main>`))
          await next()
        },
  )
  let runs = 0
  app.get('/', (c) => {
    c.header('Cache-Control', 'max-age=60, stale-while-revalidate=60')
    return c.render(`run ${++runs}`)
  })
  const first = await app.request('/')
  await clock.advance(61_000)
  await app.request('/')
  await settle()

  const refreshed = await app.request('/')

  expect(await first.text()).toBe('<main>run 1</main>')
  expect(await refreshed.text()).toBe('<main>run 2</main>')
  for (const name of ['content-type', 'cache-control'])
    expect(refreshed.headers.get(name)).toBe(first.headers.get(name))
})
