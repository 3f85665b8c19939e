import { describe, expect, test } from 'vitest'
import { createCache } from '@larder/cache-core'
import { FakeClock, InMemoryBackend, settle } from '@larder/cache-core/testing'
import { Hono } from 'hono'
import { appFixture, counting } from './app-fixture.ts'
import { larderCache } from './larder-cache.ts'
import { purgeUrl } from './purge-url.ts'

const status = (response: Response) => response.headers.get('cache-status')

describe('a route with max-age', () => {
  test('is answered from the cache, and says so', async () => {
    const { get, runs, clock } = appFixture(counting('max-age=60'))

    const first = await get()
    await clock.advance(10_000)
    const second = await get()

    expect(await first.text()).toBe('run 1')
    expect(status(first)).toBe('larder; fwd=uri-miss; fwd-status=200; stored; ttl=60')
    expect(first.headers.get('age')).toBe('0')
    expect(await second.text()).toBe('run 1')
    expect(status(second)).toBe('larder; hit; ttl=50')
    expect(second.headers.get('age')).toBe('10')
    for (const name of ['cache-control', 'content-type', 'date', 'etag'])
      expect(second.headers.get(name)).toBe(first.headers.get(name))
    expect(runs()).toBe(1)
  })

  test('is loaded anew when its time is over', async () => {
    const { get, clock } = appFixture(counting('max-age=60'))
    await get()

    await clock.advance(60_000)

    expect(await (await get()).text()).toBe('run 2')
  })

  test('tells queries and hosts apart', async () => {
    const { get, runs } = appFixture(counting('max-age=60'))

    for (const path of ['/menu', '/menu?lang=es', 'http://other.example/menu', '/menu:x']) await get({}, path)

    expect(runs()).toBe(4)
    expect(await (await get({}, '/menu?lang=es')).text()).toBe('run 2')
  })

  test('serves HEAD from the GET, and GET from the HEAD', async () => {
    const { app, runs } = appFixture(counting('max-age=60'))

    const head = await app.request('/a', { method: 'HEAD' })
    const get = await app.request('/a')
    const again = await app.request('/a', { method: 'HEAD' })

    expect(await head.text()).toBe('')
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
    expect(await get.text()).toBe('run 1')
    expect(status(again)).toBe('larder; hit; ttl=60')
    expect(runs()).toBe(1)
  })

  test('carries bytes that are no text', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    const { get } = appFixture((c) =>
      c.body(bytes, 200, { 'Cache-Control': 'max-age=60', 'Content-Type': 'image/png' }),
    )
    await get()

    const hit = await get()

    expect(status(hit)).toMatch(/hit/)
    expect(new Uint8Array(await hit.arrayBuffer())).toEqual(bytes)
    expect(hit.headers.get('content-type')).toBe('image/png')
  })

  test('keeps redirects, answers without a body and a body without a type as they are', async () => {
    const { get } = appFixture((c) => {
      c.header('Cache-Control', 'max-age=60')
      if (c.req.path === '/moved') return c.redirect('/menu', 301)
      return c.req.path === '/none'
        ? c.body(null, 204)
        : new Response(Buffer.from('x'), { headers: { 'Cache-Control': 'max-age=60' } })
    })
    for (const path of ['/moved', '/none', '/plain']) await get({}, path)

    const [moved, none, plain] = await Promise.all(['/moved', '/none', '/plain'].map((path) => get({}, path)))

    expect([moved?.status, moved?.headers.get('location'), moved?.headers.get('etag')]).toEqual([
      301,
      '/menu',
      null,
    ])
    expect([none?.status, none?.body]).toEqual([204, null])
    expect(plain?.headers.get('content-type')).toBeNull()
    for (const response of [moved, none, plain]) expect(status(response as Response)).toMatch(/hit/)
  })
})

describe('what a client has already', () => {
  test('is answered with 304, from the handler and from the cache', async () => {
    const { get, runs } = appFixture(counting('max-age=60', { 'X-Extra': 'yes' }))
    const etag = (await get()).headers.get('etag') ?? ''

    for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await get({ 'If-None-Match': value })
      expect(response.status).toBe(304)
      expect(response.headers.get('etag')).toBe(etag)
      expect(response.headers.get('x-extra')).toBeNull()
      expect(await response.text()).toBe('')
    }
    expect((await get({ 'If-None-Match': '"other"' })).status).toBe(200)
    expect(runs()).toBe(1)
  })

  test('does not keep a cold cache from being filled: the handler is not shown the condition', async () => {
    const seen: (string | undefined)[] = []
    const { get } = appFixture((c) => {
      seen.push(c.req.header('if-none-match'))
      return c.text('menu', 200, { 'Cache-Control': 'max-age=60', ETag: '"v1"' })
    })

    expect((await get({ 'If-None-Match': '"v1"' })).status).toBe(304)
    expect(await (await get()).text()).toBe('menu')
    expect(seen).toEqual([undefined])
  })

  test('may be known by its date', async () => {
    const modified = new Date(Date.UTC(2025, 5, 1)).toUTCString()
    const { get } = appFixture(counting('max-age=60', { 'Last-Modified': modified }))
    await get()

    expect((await get({ 'If-Modified-Since': modified })).status).toBe(304)
    expect((await get({ 'If-Modified-Since': new Date(0).toUTCString() })).status).toBe(200)
    expect((await get({ 'If-Modified-Since': modified, 'If-None-Match': '"x"' })).status).toBe(200)
  })
})

describe('Vary', () => {
  const byLanguage = (c: Parameters<ReturnType<typeof counting>>[0], run: number) =>
    c.text(`${c.req.header('accept-language') ?? 'none'} ${run}`, 200, {
      'Cache-Control': 'max-age=60',
      Vary: 'Accept-Language',
    })

  test('keeps a response for each value, however it is written; absent is a value of its own', async () => {
    const { get, runs } = appFixture(byLanguage)
    const texts: string[] = []
    for (const language of ['es', 'en', 'es', ' es', undefined, ''])
      texts.push(await (await get(language === undefined ? {} : { 'Accept-Language': language })).text())

    expect(texts).toEqual(['es 1', 'en 2', 'es 1', 'es 1', 'none 3', ' 4'])
    expect(runs()).toBe(4)
    expect(status(await get({ 'Accept-Language': 'fr' }))).toMatch(/fwd=vary-miss/)
  })

  test('leaves no cookie in a key, which is listed and logged', async () => {
    const { get, cache } = appFixture(counting('max-age=60', { Vary: 'Cookie' }))
    await get({ Cookie: 'session=secret' })

    const keys = await Array.fromAsync(cache.keys(''))

    expect(keys).toHaveLength(2)
    expect(keys.join()).not.toContain('secret')
  })

  test('may differ from variant to variant', async () => {
    const { get } = appFixture((c, run) => {
      const vary = c.req.header('accept-language') === 'es' ? 'Accept-Language, X-Region' : 'Accept-Language'
      return c.text(`run ${run}`, 200, { 'Cache-Control': 'max-age=60', Vary: vary })
    })
    const ask = async (language: string, region: string) =>
      (await get({ 'Accept-Language': language, 'X-Region': region })).text()

    expect(await ask('en', 'a')).toBe('run 1')
    expect(await ask('es', 'a')).toBe('run 2')
    expect(await ask('es', 'b')).toBe('run 3')
    expect(await ask('en', 'b')).toBe('run 1')
    expect(await ask('es', 'a')).toBe('run 2')
    expect(await ask('es', 'b')).toBe('run 3')
  })

  test('that grows from answer to answer is followed so far, and then nothing is stored', async () => {
    const { get } = appFixture((c) => {
      const [a, b, end] = ['x-a', 'x-b', 'x-c'].map((name) => c.req.header(name))
      const vary = ['X-A', ...(a === '1' ? ['X-B'] : []), ...(b === '1' ? ['X-C'] : [])]
      return c.text(`c is ${end}`, 200, { 'Cache-Control': 'max-age=60', Vary: vary.join(', ') })
    })
    const ask = (a: string, b: string, end: string) => get({ 'X-A': a, 'X-B': b, 'X-C': end })
    await ask('0', '0', '0')
    await ask('1', '0', '0')

    const first = await ask('1', '1', 'one')
    const second = await ask('1', '1', 'two')

    expect(status(first)).toMatch(/detail=vary$/)
    expect([await first.text(), await second.text()]).toEqual(['c is one', 'c is two'])
  })

  test('those who ask at once for different variants do not get each other’s', async () => {
    const { get } = appFixture(byLanguage)
    const languages = ['es', 'en', 'fr', 'es', 'en', 'fr']

    const texts = await Promise.all(
      languages.map(async (language) => (await get({ 'Accept-Language': language })).text()),
    )

    expect(texts.map((text) => text.slice(0, 2))).toEqual(languages)
  })
})

describe('what is not for everybody', () => {
  test.each(['private, max-age=60', 'no-store', 'no-cache', ''])('%j runs each time', async (control) => {
    const { get } = appFixture(counting(control))

    expect(await (await get()).text()).toBe('run 1')
    expect(await (await get()).text()).toBe('run 2')
  })

  test('is given to nobody who waited for it', async () => {
    const gate = Promise.withResolvers<void>()
    const { get } = appFixture(async (c) => {
      await gate.promise
      return c.text(`for ${c.req.header('cookie')}`, 200, { 'Cache-Control': 'private, max-age=60' })
    })
    const guests = ['ana', 'luis', 'eva']
    const asked = guests.map((cookie) => get({ Cookie: cookie }))

    await settle()
    gate.resolve()
    const texts = await Promise.all(asked.map(async (response) => (await response).text()))

    expect(texts).toEqual(guests.map((name) => `for ${name}`))
  })

  test('nor is a response with a cookie stored, whatever its Cache-Control', async () => {
    const { get } = appFixture(counting('public, max-age=60', { 'Set-Cookie': 'session=1' }))
    const first = await get()

    expect(first.headers.get('set-cookie')).toBe('session=1')
    expect(status(first)).toBe('larder; fwd=uri-miss; fwd-status=200; detail=set-cookie')
    expect(await (await get()).text()).toBe('run 2')
  })

  test('one with Authorization neither fills the cache for others nor gets what they were given', async () => {
    const { get } = appFixture(counting('max-age=60'))
    const authorization = { Authorization: 'Bearer a' }

    expect(await (await get(authorization)).text()).toBe('run 1')
    expect(await (await get()).text()).toBe('run 2')
    expect(await (await get(authorization)).text()).toBe('run 3')
    expect(await (await get()).text()).toBe('run 2')
  })

  test('unless the response says that it is public', async () => {
    const { get, runs } = appFixture(counting('public, max-age=60'))

    await get({ Authorization: 'Bearer a' })
    await get({ Authorization: 'Bearer b' })

    expect(runs()).toBe(1)
  })

  test('is waited for no longer once that is known, until passMs are over', async () => {
    let control = 'private'
    const { get, clock } = appFixture((c, run) => c.text(`run ${run}`, 200, { 'Cache-Control': control }), {
      passMs: 5_000,
    })
    await get()
    control = 'max-age=60'

    expect(status(await get())).toBe('larder; fwd=uri-miss; fwd-status=200; detail=private')
    await clock.advance(5_000)
    await get()

    expect(status(await get())).toMatch(/hit/)
  })
})

describe('a stale response', () => {
  test('is served at once while one request behind replaces it', async () => {
    const gate = Promise.withResolvers<void>()
    const { get, clock, runs } = appFixture(async (c, run) => {
      if (run > 1) await gate.promise
      return c.text(`run ${run}`, 200, { 'Cache-Control': 'max-age=60, stale-while-revalidate=30' })
    })
    await get()
    await clock.advance(70_000)

    const stale = await Promise.all([get(), get()])
    expect(await Promise.all(stale.map((response) => response.text()))).toEqual(['run 1', 'run 1'])
    expect(status(stale[0])).toBe('larder; hit; ttl=-10')
    gate.resolve()
    await settle()

    expect(await (await get()).text()).toBe('run 2')
    expect(runs()).toBe(2)
  })

  test('is refreshed with the variables and parameters of its route, behind other middleware', async () => {
    const { clock, cache } = appFixture(counting(''))
    const app = new Hono<{ Variables: { house: string; step: string } }>()
    let runs = 0
    let requests = 0
    app.use(async (c, next) => {
      requests++
      c.set('house', 'Larder')
      await next()
    })
    const sub = new Hono<{ Variables: { house: string; step: string } }>()
    sub.use(larderCache({ cache, clock }))
    sub.use(async (c, next) => {
      c.set('step', 'inner')
      await next()
    })
    sub.get('/:dish', (c) =>
      c.text(`${c.get('house')} ${c.get('step')} ${c.req.param('dish')} ${c.req.query('n')} ${++runs}`, 200, {
        'Cache-Control': 'max-age=60, stale-while-revalidate=60',
      }),
    )
    app.route('/dishes', sub)
    const get = async () => (await app.request('/dishes/paella?n=7')).text()
    await get()
    await clock.advance(61_000)

    expect(await get()).toBe('Larder inner paella 7 1')
    await settle()
    expect(await get()).toBe('Larder inner paella 7 2')
    expect(requests).toBe(3)
  })

  test('beyond stale-while-revalidate is not served while the handler works', async () => {
    const { get, clock } = appFixture(counting('max-age=60, stale-while-revalidate=10, stale-if-error=600'))
    await get()
    await clock.advance(71_000)

    const response = await get()

    expect(await response.text()).toBe('run 2')
    expect(status(response)).toBe('larder; fwd=stale; fwd-status=200; stored; ttl=60')
  })

  test.each(['an answer with 503', 'an error'])('stands in for %s within stale-if-error', async (failure) => {
    const { get, clock } = appFixture((c, run) => {
      if (run === 1) return counting('max-age=60, stale-if-error=600')(c, run)
      if (failure === 'an error') throw new Error('down')
      return c.text('down', 503)
    })
    await get()
    await clock.advance(100_000)

    const response = await get()

    expect([response.status, await response.text()]).toEqual([200, 'run 1'])
    expect(status(response)).toMatch(/^larder; fwd=stale; (fwd-status=503; )?ttl=-40; detail=stale-if-error$/)
    await clock.advance(600_000)
    expect((await get()).status).toBe(failure === 'an error' ? 500 : 503)
  })

  test.each([
    ['a refresh behind an answer', 'stale-while-revalidate=60'],
    ['a failure that something stale stands in for', 'stale-if-error=600'],
  ])('lets go of what %s brings and nobody reads', async (_name, directive) => {
    let isCancelled = false
    const { get, clock } = appFixture((c, run) => {
      if (run === 1) return counting(`max-age=60, ${directive}`)(c, run)
      const endless = new ReadableStream({ cancel: () => void (isCancelled = true) })
      return c.body(endless, 503)
    })
    await get()
    await clock.advance(61_000)

    expect(await (await get()).text()).toBe('run 1')
    await settle()

    expect(isCancelled).toBe(true)
  })

  test('stands in for nothing that fails because of what the client asked', async () => {
    const { get, clock } = appFixture((c, run) =>
      run === 1 ? counting('max-age=60, stale-if-error=600')(c, run) : c.text('gone', 410),
    )
    await get()
    await clock.advance(61_000)

    expect((await get()).status).toBe(410)
  })
})

describe('many requests at once', () => {
  test('for one response run the handler once', async () => {
    const gate = Promise.withResolvers<void>()
    const { get, runs } = appFixture(async (c, run) => {
      await gate.promise
      return counting('max-age=60')(c, run)
    })
    const asked = Array.from({ length: 20 }, () => get())

    await settle()
    gate.resolve()
    const responses = await Promise.all(asked)

    expect(new Set(await Promise.all(responses.map((response) => response.text())))).toEqual(
      new Set(['run 1']),
    )
    expect(responses.map(status)).toContain('larder; fwd=uri-miss; collapsed; ttl=60')
    expect(runs()).toBe(1)
  })

  test('an error is that of each: the application’s handler of errors answers', async () => {
    const { app, get } = appFixture(() => {
      throw new Error('down')
    })
    app.onError((error, c) => c.text(`handled: ${error.message}`, 500))

    const responses = await Promise.all([get(), get()])

    expect(await Promise.all(responses.map((response) => response.text()))).toEqual([
      'handled: down',
      'handled: down',
    ])
  })

  test('a handler that is slower than the cache waits for is waited for by its own request', async () => {
    const gate = Promise.withResolvers<void>()
    const { get, clock } = appFixture(
      async (c, run) => {
        await gate.promise
        return counting('max-age=60')(c, run)
      },
      {},
      { hardTimeoutMs: 1_000 },
    )
    const asked = get()
    await clock.advance(1_001)
    gate.resolve()

    expect(await (await asked).text()).toBe('run 1')
  })
})

describe('bodies', () => {
  test('above the limit are passed on whole, and not stored', async () => {
    const { get } = appFixture(
      (c, run) => c.text(`${run}${'x'.repeat(2_000)}`, 200, { 'Cache-Control': 'max-age=60' }),
      {
        maxBodyBytes: 1_000,
      },
    )

    const first = await get()

    expect(await first.text()).toBe(`1${'x'.repeat(2_000)}`)
    expect(status(first)).toMatch(/detail=too-large$/)
    expect(await (await get()).text()).toMatch(/^2x/)
  })

  test('that stream without end are read no further than the limit before they go on', async () => {
    let pulled = 0
    const { get } = appFixture(
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              pulled++
              controller.enqueue(Buffer.alloc(600))
            },
          }),
          { headers: { 'Cache-Control': 'max-age=60' } },
        ),
      { maxBodyBytes: 1_000 },
    )

    const response = await get()
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()

    expect(pulled).toBeLessThan(6)
  })

  test('that break off are an error of the request whose handler made them, not of those who waited with it', async () => {
    const gate = Promise.withResolvers<void>()
    const { get } = appFixture((c, run) => {
      if (run > 1) return counting('max-age=60')(c, run)
      const broken = new ReadableStream({
        async pull(controller) {
          await gate.promise
          controller.error(new Error('its client has left'))
        },
      })
      return c.body(broken, 200, { 'Cache-Control': 'max-age=60' })
    })
    const asked = [get(), get()]
    await settle()
    gate.resolve()

    expect((await Promise.all(asked)).map((response) => response.status)).toEqual([500, 200])
  })

  test('that break off are an error, and not stored', async () => {
    const { get } = appFixture((c, run) => {
      if (run > 1) return counting('max-age=60')(c, run)
      const broken = new ReadableStream({ start: (controller) => controller.error(new Error('broken off')) })
      return c.body(broken, 200, { 'Cache-Control': 'max-age=60' })
    })

    expect((await get()).status).toBe(500)
    expect(await (await get()).text()).toBe('run 2')
  })
})

describe('forgetting', () => {
  test('by a tag of the options or of the header, which clients do not see', async () => {
    const { get, cache } = appFixture(counting('max-age=60', { 'Cache-Tag': 'menu, dish-7 rice' }), {
      tags: (c) => [`path-${c.req.path}`],
    })
    let run = 0
    for (const tag of ['menu', 'dish-7', 'rice', 'path-/menu']) {
      expect(await (await get()).text()).toBe(`run ${++run}`)
      expect((await get()).headers.get('cache-tag')).toBeNull()
      await cache.invalidateTag(tag)
    }
    expect(await (await get()).text()).toBe('run 5')
  })

  test('a response with more tags than can be kept is not stored', async () => {
    const tags = Array.from({ length: 65 }, (_, index) => `t${index}`)
    const { get } = appFixture(counting('max-age=60', { 'Cache-Tag': tags.join(' ') }))

    expect(status(await get())).toMatch(/detail=tags$/)
    expect(await (await get()).text()).toBe('run 2')
  })

  test('a purge while the handler runs is not undone by what it answers', async () => {
    const gate = Promise.withResolvers<void>()
    const { get, cache } = appFixture(
      async (c, run) => {
        if (run === 1) await gate.promise
        return counting('max-age=60')(c, run)
      },
      { tags: ['menu'] },
    )
    const asked = get()
    await settle()
    await cache.invalidateTag('menu')
    gate.resolve()
    await asked

    expect(await (await get()).text()).toBe('run 2')
  })

  test('by URL, all its variants', async () => {
    const { get, cache } = appFixture((c, run) => counting('max-age=60', { Vary: 'Accept-Language' })(c, run))
    for (const language of ['es', 'en']) await get({ 'Accept-Language': language })
    await get({}, '/menu2')

    await purgeUrl(cache, 'http://localhost/menu')

    expect(status(await get({ 'Accept-Language': 'es' }))).toMatch(/stored/)
    expect(status(await get({}, '/menu2'))).toMatch(/hit/)
  })

  test('by a write to the URL that succeeds, and by no other', async () => {
    const { app, get } = appFixture((c, run) =>
      c.req.method === 'GET'
        ? counting('max-age=60')(c, run)
        : c.body(null, c.req.header('x-bad') ? 400 : 204),
    )
    await get()
    await app.request('/menu', { method: 'POST', headers: { 'x-bad': '1' } })
    expect(status(await get())).toMatch(/hit/)

    const written = await app.request('/menu', { method: 'POST' })

    expect(status(written)).toBe('larder; fwd=method; fwd-status=204')
    expect(status(await get())).toMatch(/stored/)
  })
})

describe('beside other middleware', () => {
  test('headers that are made further out belong to their own request', async () => {
    const { cache, clock } = appFixture(counting(''))
    const app = new Hono()
    let requests = 0
    app.use(async (c, next) => {
      c.header('X-Request-Id', `id-${++requests}`)
      c.header('Vary', 'Origin')
      await next()
      c.header('X-After', `after-${requests}`)
    })
    app.get('/', larderCache({ cache, clock }), (c) => {
      c.header('Vary', 'Accept', { append: true })
      return c.text('menu', 200, { 'Cache-Control': 'max-age=60' })
    })
    await app.request('/')

    const hit = await app.request('/')

    expect(status(hit)).toMatch(/hit/)
    expect(hit.headers.get('x-request-id')).toBe('id-2')
    expect(hit.headers.get('x-after')).toBe('after-2')
    expect(hit.headers.get('vary')?.toLowerCase()).toBe('origin, accept')
  })

  test('nor are they lost from what was stored without them', async () => {
    const { cache, clock } = appFixture(counting(''))
    const app = new Hono()
    app.use(async (c, next) => {
      c.header('Vary', 'Origin')
      await next()
    })
    app.get('/', larderCache({ cache, clock }), (c) =>
      c.text('menu', 200, { 'Cache-Control': 'max-age=60', Vary: 'Accept' }),
    )
    // The answer to a HEAD is made by a run of its own.
    await app.request('/', { method: 'HEAD' })

    expect((await app.request('/')).headers.get('vary')?.toLowerCase()).toBe('origin, accept')
  })

  test('twice in one chain counts once', async () => {
    const { app, cache, clock } = appFixture(counting('max-age=60'))
    const outer = new Hono()
    outer.use(larderCache({ cache, clock }))
    outer.use(larderCache({ cache, clock }))
    outer.route('/', app)

    expect(await (await outer.request('/x')).text()).toBe('run 1')
    expect(await (await outer.request('/x', { method: 'HEAD' })).text()).toBe('')
    expect((await outer.request('/x')).headers.get('cache-status')).toBe('larder; hit; ttl=60')
  })

  test('a route that nobody answers is the application’s to answer', async () => {
    const { cache, clock } = appFixture(counting(''))
    const app = new Hono()
    app.use(larderCache({ cache, clock }))
    app.notFound((c) => c.text('nothing here', 404))

    for (const method of ['GET', 'HEAD']) expect((await app.request('/none', { method })).status).toBe(404)
    expect(await (await app.request('/none')).text()).toBe('nothing here')
  })

  test('ranges, upgrades and requests that want nothing stored go by', async () => {
    const { get, runs } = appFixture(counting('max-age=60'))
    await get()

    expect(status(await get({ Range: 'bytes=0-1' }))).toBe('larder; fwd=bypass')
    expect(status(await get({ 'Cache-Control': 'no-store' }))).toBe('larder; fwd=request; fwd-status=200')
    expect(status(await get({ 'Cache-Control': 'no-cache' }))).toMatch(/hit/)
    expect(runs()).toBe(3)
  })
})

describe('trouble with the cache', () => {
  test('that is closed is a miss', async () => {
    const { get, cache } = appFixture(counting('max-age=60'))
    await cache.close()

    expect(await (await get()).text()).toBe('run 1')
    expect(await (await get()).text()).toBe('run 2')
  })

  test('what another program has put in the place of a response is a miss', async () => {
    const clock = new FakeClock()
    const backend = new InMemoryBackend(clock)
    const { get } = appFixture(counting('max-age=60'), { clock }, { shared: backend, clock })
    const other = createCache({ shared: backend, clock })
    await settle()
    const good = { kind: 'response', status: 200, headers: [], body: 'x', encoding: 'utf8' }
    const times = { ageMs: 0, ttlMs: 1_000, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 }
    for (const bad of [
      7,
      { kind: 'response', status: '200' },
      { kind: 'varies', vary: 'accept' },
      ...[99, 101, 200.5, 1_000].map((code) => ({ ...good, ...times, status: code })),
      ...[['x'], ['a b', 'x'], ['x', 'a\nb'], ['x', '€']].map((pair) => ({
        ...good,
        ...times,
        headers: [pair],
      })),
    ]) {
      await other.set('http:localhost:/menu:p', bad)
      expect(status(await get())).toMatch(/stored/)
    }
  })
})
