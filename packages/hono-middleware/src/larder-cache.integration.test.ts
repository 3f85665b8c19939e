import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerType, serve } from '@hono/node-server'
import { type Cache, createCache } from '@larder/cache-core'
import { createRedisBackend } from '@larder/redis-adapter'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { Hono } from 'hono'
import { larderCache } from './larder-cache.ts'

const PICTURE = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256)

/** One of several processes: its own memory, the same Redis. */
interface Instance {
  readonly cache: Cache
  readonly url: string
  readonly server: ServerType
}

let redis: RedisServer
let instances: readonly Instance[]
let runs = 0

beforeAll(async () => {
  redis = await startRedis()
  instances = await Promise.all([startInstance(), startInstance()])
})

afterAll(async () => {
  for (const { server, cache } of instances) {
    server.close()
    await cache.close()
  }
  await redis.close()
})

async function startInstance(): Promise<Instance> {
  const cache = createCache({
    shared: createRedisBackend({ url: redis.url, deadlineMs: 5_000 }),
    storeDeadlineMs: 5_000,
  })
  const app = new Hono()
  app.use(larderCache({ cache, tags: ['menu'], key: (c) => c.req.path }))
  app.get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return c.text(`run ${++runs}`, 200, { 'Cache-Control': 'max-age=60' })
  })
  app.get('/conditional', (c) =>
    c.text(`condition: ${c.req.header('if-none-match')}`, 200, { 'Cache-Control': 'max-age=60' }),
  )
  app.get('/picture', (c) =>
    c.body(PICTURE, 200, { 'Cache-Control': 'max-age=60', 'Content-Type': 'image/png' }),
  )
  app.get('/events', (c) => {
    const events = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('data: first\n\n'))
      },
    })
    return c.body(events, 200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'max-age=60' })
  })
  await cache.ready()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  return { cache, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('processes share one run of the handler, and one purge', async () => {
  const [here, there] = instances as [Instance, Instance]
  const ask = async ({ url }: Instance) => (await fetch(`${url}/slow`)).text()

  const first = await Promise.all([here, there, here, there].map(ask))
  expect(new Set(first)).toEqual(new Set(['run 1']))
  await here.cache.settled()
  await there.cache.invalidateTag('menu')

  await expect.poll(() => ask(here), { interval: 5 }).toBe('run 2')
  expect(await ask(there)).toBe('run 2')
})

test('bytes come from the other process as they were, and HEAD tells of them', async () => {
  const [here, there] = instances as [Instance, Instance]
  await fetch(`${here.url}/picture`)
  await here.cache.settled()

  const response = await fetch(`${there.url}/picture`)

  expect(response.headers.get('cache-status')).toMatch(/^larder; hit; ttl=(59|60)$/)
  expect(Buffer.from(await response.arrayBuffer()).equals(PICTURE)).toBe(true)
  const etag = response.headers.get('etag') ?? ''
  const head = await fetch(`${there.url}/picture`, { method: 'HEAD' })
  expect(head.headers.get('etag')).toBe(etag)
  const condition = { 'If-None-Match': etag }
  expect((await fetch(`${here.url}/picture`, { headers: condition })).status).toBe(304)
})

test('a condition of a client keeps nothing from being stored', async () => {
  const [here] = instances as [Instance, Instance]
  const ask = (headers: Record<string, string>) => fetch(`${here.url}/conditional`, { headers })

  const first = await ask({ 'If-None-Match': '"of another time"' })

  expect(await first.text()).toBe('condition: undefined')
  expect((await ask({ 'If-None-Match': first.headers.get('etag') ?? '' })).status).toBe(304)
})

test('a stream reaches its reader while it is made', async () => {
  const [here] = instances as [Instance, Instance]
  const { promise, resolve } = Promise.withResolvers<string>()

  const asked = request(`${here.url}/events`, (response) => {
    response.once('data', (chunk: Buffer) => {
      resolve(chunk.toString())
      response.destroy()
    })
  }).end()

  expect(await promise).toBe('data: first\n\n')
  asked.destroy()
})

test('without Redis each process goes on by itself', async () => {
  const [here] = instances as [Instance, Instance]
  await redis.kill()

  const response = await fetch(`${here.url}/slow?again`)

  expect(response.status).toBe(200)
  expect(await response.text()).toMatch(/^run \d$/)
})
