import { describe, expect, test } from 'vitest'
import { BASE, type LarderFixture, withLarder } from './larder-fixture.ts'
import { openApiDocument, operationsOf } from './openapi/openapi-document.ts'
import { startRedis } from '@larder/redis-adapter/testing'

const MESA = `/v0/${BASE}/Mesas/recMesa0000000004`
const KEY = `airtable:${BASE}`

async function withShared(body: (larder: LarderFixture) => Promise<void>): Promise<void> {
  const redis = await startRedis()
  try {
    await withLarder({ env: { REDIS_URL: redis.url, REDIS_DEADLINE_MS: '5000' } }, async (larder) => {
      await larder.server.composition.cache.ready({ withinMs: 20_000 })
      await larder.get(MESA)
      await larder.server.composition.cache.settled()
      await body(larder)
    })
  } finally {
    await redis.close()
  }
}

/** The first so many events of the stream. */
async function eventsOf(url: string, count: number): Promise<readonly string[]> {
  const ending = new AbortController()
  const response = await fetch(`${url}/cache/live`, { signal: ending.signal })
  let text = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes, { stream: true })
    if (text.split('\n\n').length > count) break
  }
  ending.abort()
  return text.split('\n\n').slice(0, count)
}

test('the live stream begins with what was before, and has a point a second', async () => {
  await withShared(async ({ url, get }) => {
    await get(MESA)
    const [history = '', point = ''] = await eventsOf(url, 2)

    expect(history).toMatch(/^event: history\ndata: \[/)
    expect(point).toMatch(/^event: point\ndata: \{"at":\d+,/)
    expect(point).toContain('"status":"healthy"')
  })
})

test('who asks for the head of the live stream alone takes nobody the place', async () => {
  await withLarder({}, async ({ url }) => {
    for (let asked = 0; asked <= 50; asked++) {
      const { status, headers } = await fetch(`${url}/cache/live`, { method: 'HEAD' })
      expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    }

    expect(await eventsOf(url, 1)).toEqual([expect.stringMatching(/^event: history/)])
  })
})

test('who watches does not hold up the end of the server', async () => {
  await withLarder({}, async ({ url, server }) => {
    const response = await fetch(`${url}/cache/live`)
    const ended = response.text()
    const startedAt = performance.now()

    await server.close(30_000)

    expect(await ended).toContain('event: history')
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('before a deletion', () => {
  test.each([
    ['prefix=airtable:', expect.any(Number) as number],
    ['pattern=*recMesa0000000004', 1],
    ['tag=nobody-has-it', 0],
    [`key=${KEY}:nothing`, 0],
  ])('%s is counted', async (query, count) => {
    await withShared(async ({ get }) => {
      const answer = await get(`/cache/count?${query}`)

      expect(answer).toMatchObject({ status: 200, body: { memory: count, redis: count } })
    })
  })

  test.each(['', 'prefix=', 'prefix=a&tag=b', 'pattern=a*b*c*d'])(
    '?%s is refused, and says what to give',
    async (query) => {
      await withLarder({}, async ({ get, send }) => {
        for (const answer of [
          await get(`/cache/count?${query}`),
          await send('DELETE', `/cache/keys?${query}`),
        ]) {
          expect(answer.status).toBe(400)
          expect((answer.body as { detail: string }).detail).toMatch(/Give exactly one|at most 2 are allowed/)
        }
      })
    },
  )
})

test('a key is explained without its value', async () => {
  await withShared(async ({ get, server }) => {
    await server.composition.cache.set('secret-holder', { text: 'not to be shown' }, { tags: ['t'] })
    await server.composition.cache.settled()

    const answer = await get('/cache/explain?key=secret-holder')

    const held = { tags: ['t'], invalidated: false, raw_bytes: expect.any(Number) as number }
    expect(answer).toMatchObject({
      status: 200,
      body: { key: 'secret-holder', verdict: 'hit', memory: held, redis: held },
    })
    expect(JSON.stringify(answer.body)).not.toContain('not to be shown')
    expect((await get('/cache/explain')).status).toBe(400)
  })
})

test('one key, and one tag, are deleted', async () => {
  await withShared(async ({ send, server }) => {
    const { cache } = server.composition
    await cache.setMany(
      [
        ['a', 1],
        ['b', 2],
      ],
      { tags: ['t'] },
    )
    await cache.set('c', 3)
    // What is still on its way to Redis when its key is deleted is freed, and counted, by the next deletion.
    await cache.settled()

    expect((await send('DELETE', '/cache/keys?key=c')).body).toEqual({ deleted: 1, key: 'c', pending: false })
    expect((await send('DELETE', '/cache/keys?tag=t')).body).toEqual({ deleted: 2, tag: 't', pending: false })
    expect(await cache.getMany(['a', 'b', 'c'])).toEqual([undefined, undefined, undefined])
  })
})

/** The events of a deletion, in order. */
async function deletionEvents(url: string, query: string): Promise<readonly (readonly [string, unknown])[]> {
  const response = await fetch(`${url}/cache/keys?${query}`, {
    method: 'DELETE',
    headers: { accept: 'text/event-stream' },
  })
  const events = (await response.text()).split('\n\n').filter((event) => event !== '')
  return events.map((event) => {
    const [, name = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? []
    return [name, JSON.parse(data)] as const
  })
}

test('a deletion tells that it holds, how far freeing is, and how many there were', async () => {
  await withShared(async ({ url, server }) => {
    const { cache } = server.composition
    await cache.setMany(Array.from({ length: 2_000 }, (_, index) => [`list:${index}`, index] as const))
    await cache.settled()

    const events = await deletionEvents(url, 'pattern=list:*')

    expect(events[0]).toEqual(['held', { pattern: 'list:*', pending: false }])
    expect(events.at(-1)).toEqual(['done', { deleted: 2_000, pattern: 'list:*', pending: false }])
    const progress = events.slice(1, -1)
    expect(progress.length).toBeGreaterThan(2)
    expect(progress.every(([name]) => name === 'progress')).toBe(true)
    expect(progress.at(-1)).toEqual(['progress', { memory: 2_000, redis: 2_000 }])
    const inRedis = progress.map(([, data]) => (data as { readonly redis: number }).redis)
    expect(inRedis).toEqual(inRedis.toSorted((one, other) => one - other))
  })
})

test('a deletion that is told on its way and refused is a problem, not a stream', async () => {
  await withLarder({}, async ({ url }) => {
    const answer = await fetch(`${url}/cache/keys?pattern=a*b*c*d`, {
      method: 'DELETE',
      headers: { accept: 'text/event-stream' },
    })

    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/at most 2/) as string })
  })
})

test('without Redis nothing is taken out of service, and nothing is said to be', async () => {
  await withLarder({}, async ({ send }) => {
    for (const what of ['isolate', 'rejoin'])
      expect(await send('POST', `/cache/${what}`)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('There is no Redis') as string },
      })
  })
})

test('the keys that are read most are told apart from the statistics, and to the operator alone', async () => {
  const env = { LARDER_API_KEY: 'operator-key-0123456789' }
  await withLarder({ env }, async ({ url }) => {
    const ask = async (path: string, key: string) => {
      const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } })
      return { status: answer.status, body: (await answer.json()) as { hot_keys?: unknown } }
    }
    for (let count = 0; count < 5; count++) await ask(MESA, env.LARDER_API_KEY)

    const told = await ask('/cache/hot-keys?limit=1', env.LARDER_API_KEY)

    expect(told.body.hot_keys).toMatchObject([
      { key: expect.stringContaining('recMesa0000000004') as string },
    ])
    expect((await ask('/cache/hot-keys?limit=none', env.LARDER_API_KEY)).status).toBe(400)
    expect((await ask('/cache/hot-keys', 'another-key')).status).toBe(401)
    expect(JSON.stringify((await ask('/cache/stats', env.LARDER_API_KEY)).body)).not.toContain('recMesa')
  })
})

test('Redis is taken out of service, and put back', async () => {
  await withShared(async ({ get, send }) => {
    const health = async () => (await get('/cache/health')).body

    expect((await send('POST', '/cache/isolate')).body).toEqual({ isolated: true })
    expect(await health()).toMatchObject({ cache_health: { status: 'degraded', is_isolated: true } })
    expect((await send('POST', '/cache/rejoin')).body).toEqual({ isolated: false })

    await expect
      .poll(health, { timeout: 10_000 })
      .toMatchObject({ cache_health: { status: 'healthy', is_isolated: false } })
  })
})

test('statistics tell the bytes before and after compression, and the lag of the log', async () => {
  await withShared(async ({ get }) => {
    await get(`/v0/${BASE}/Reservas?pageSize=100`)

    await expect
      .poll(async () => (await get('/cache/stats')).body)
      .toMatchObject({ cache: { compression: { written: { ratio: expect.closeTo(0.2, 0) as number } } } })
    const { cache_health } = (await get('/cache/health')).body as { cache_health: { log_lag_ms: number } }
    expect(cache_health.log_lag_ms).toBeLessThan(5_000)
  })
})

test('a browser is given the page, a program the index', async () => {
  await withLarder({}, async ({ url, get }) => {
    const page = await fetch(url, { headers: { accept: 'text/html,*/*' } })

    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const index = (await get('/')).body as { readonly endpoints: Readonly<Record<string, string>> }
    expect(index).toMatchObject({ name: 'Larder', documentation: '/docs', openapi: '/openapi.json' })
    expect(index.endpoints['GET /cache/stats']).toBe('hits, misses, latencies')
    expect(Object.keys(index.endpoints)).toHaveLength(operationsOf(openApiDocument()).length)
    expect((await get('/dashboard/..%2f..%2fpackage.json')).status).toBe(404)
    expect((await get('/dashboard/composition.ts')).status).toBe(404)
  })
})

test('probes need no key, and do not depend on Redis', async () => {
  const env = { LARDER_API_KEY: 'operator-key-0123456789', REDIS_URL: 'redis://127.0.0.1:1' }
  await withLarder({ env }, async ({ url, server }) => {
    const probe = async (path: string) => {
      const response = await fetch(url + path)
      return [response.status, await response.json()]
    }
    expect(await probe('/livez')).toEqual([200, { status: 'alive' }])
    expect(await probe('/readyz')).toEqual([200, { status: 'ready', shared_tier: 'degraded' }])

    server.composition.endStreams()

    expect(await probe('/livez')).toEqual([200, { status: 'alive' }])
    expect(await probe('/readyz')).toEqual([503, { status: 'ending' }])
  })
})
