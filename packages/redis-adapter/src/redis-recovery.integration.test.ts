import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { createRedisBackend } from './redis-backend.ts'
import { freePort, type RedisServer, startRedis } from './testing/index.ts'
import { RecordingObserver } from '@larder/cache-core/testing'
import type { CacheStore } from '@larder/cache-core'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function redis(...options: Parameters<typeof startRedis>): Promise<RedisServer> {
  const server = await startRedis(...options)
  cleanups.push(() => server.close())
  return server
}

function storeAt(url: string): CacheStore {
  const backend = createRedisBackend({ url })
  cleanups.push(() => backend.close())
  return backend.store
}

const stamp = { era: 1, seq: 0, tags: [] }
const entry = { value: 'v', createdAt: 0, ttlMs: 60_000, staleMs: 0, stamp, loadMs: 0 }

/** Milliseconds until the store reads and writes for its callers again. */
async function msUntilUsable(store: CacheStore): Promise<number> {
  const startedAt = performance.now()
  const works = () =>
    Promise.all([store.set('probe', entry), checkAll(store)]).then(
      () => true,
      () => false,
    )
  await expect.poll(works, { interval: 10, timeout: 10_000 }).toBe(true)
  return performance.now() - startedAt
}

/** Recovery is promised within 1.5 s; twice that leaves room for a busy machine. */
const RECOVERY_BOUND_MS = 3_000

test('a server that appears late is used by itself', async () => {
  const port = await freePort()
  const store = storeAt(`redis://127.0.0.1:${port}`)
  await expect(store.get('k')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', scope: 'all' })

  await redis({ port })

  expect(await msUntilUsable(store)).toBeLessThan(RECOVERY_BOUND_MS)
})

test('after SIGKILL calls fail at once, and a restarted server is used by itself', async () => {
  const server = await redis()
  const store = storeAt(server.url)
  await msUntilUsable(store)

  await server.kill()
  await expect
    .poll(() =>
      store.get('k').then(
        () => 'answered',
        () => 'failed',
      ),
    )
    .toBe('failed')
  const startedAt = performance.now()
  await expect(store.get('k')).rejects.toMatchObject({ scope: 'all' })
  expect(performance.now() - startedAt).toBeLessThan(100)

  await server.restart()
  expect(await msUntilUsable(store)).toBeLessThan(RECOVERY_BOUND_MS)
})

test('a hung server fails calls in bounded time, and is used again when it wakes', async () => {
  const server = await redis()
  const store = storeAt(server.url)
  await msUntilUsable(store)

  server.stop()
  const startedAt = performance.now()
  await expect(store.get('k')).rejects.toMatchObject({ scope: 'all' })
  await expect(store.sweep('k', () => true)).rejects.toMatchObject({ scope: 'all' })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  await expect.poll(() => store.status().connected, { timeout: 5_000 }).toBe(false)

  server.resume()
  expect(await msUntilUsable(store)).toBeLessThan(RECOVERY_BOUND_MS)
})

test('a refused login is reported without the password', async () => {
  const server = await redis({ args: ['--requirepass', 'the-right-secret'] })
  const observer = new RecordingObserver()
  const backend = createRedisBackend({ url: `redis://:the-wrong-secret@127.0.0.1:${server.port}`, observer })
  const { store } = backend
  cleanups.push(() => backend.close())
  await expect
    .poll(() =>
      checkAll(store).then(
        () => '',
        (error: Error) => error.message,
      ),
    )
    .toContain('WRONGPASS')

  const errors = await Promise.all(
    [store.get('k'), store.set('k', entry), store.sweep('k', () => true), checkAll(store)].map((call) =>
      call.then(
        () => undefined,
        (error: unknown) => error,
      ),
    ),
  )

  const written = errors.map((error) => everythingIn(error)).join() + JSON.stringify(observer.events)
  expect(written).toContain('STORE_MISCONFIGURED')
  expect(written).not.toContain('secret')
})

test('a database that the server does not have is told, tried seldom, and not replaced by another', async () => {
  const server = await redis()
  const store = storeAt(`redis://127.0.0.1:${server.port}/99`)
  const connections = async () =>
    Number(/total_connections_received:(\d+)/.exec(String(await server.command('INFO', 'stats')))?.[1])
  const reason = () => checkAll(store).catch((error: unknown) => error)

  await expect.poll(reason).toMatchObject({ code: 'STORE_MISCONFIGURED', scope: 'all' })
  expect(await reason()).toMatchObject({
    message: `Redis at redis://127.0.0.1:${server.port}/99 does not give database 99: it has fewer; correct the number in the URL, or raise "databases".`,
  })
  const before = await connections()
  const calls = await Promise.allSettled([store.get('k'), store.set('k', entry), store.delete(['k'])])

  expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(await server.command('DBSIZE')).toBe(0)
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect((await connections()) - before).toBeLessThanOrEqual(1)
})

test('a database that the user may not select is told, and one that it may is used', async () => {
  const rights = 'on >pw ~* &* +@all'
  const server = await redis({ users: [`may ${rights}`, `maynot ${rights} -select`] })
  const maynot = storeAt(`redis://maynot:pw@127.0.0.1:${server.port}/3`)
  const may = storeAt(`redis://may:pw@127.0.0.1:${server.port}/3`)

  const reason = () => checkAll(maynot).catch((error: unknown) => error)
  await expect.poll(reason).toMatchObject({ message: expect.stringContaining('+select') as string })
  await msUntilUsable(may)

  expect(await server.command('INFO', 'keyspace')).toMatch(/db3:keys=\d/)
  expect(await server.command('INFO', 'keyspace')).not.toContain('db0')
})

test('close leaves nothing that keeps the process alive, whatever state Redis is in', async () => {
  const server = await redis()
  const script = `
    import { createRedisBackend } from '${new URL('./index.ts', import.meta.url).href}'
    const up = createRedisBackend({ url: '${server.url}' })
    const down = createRedisBackend({ url: 'redis://127.0.0.1:1' })
    for (const backend of [up, down]) backend.openLog('ns').subscribe(() => {}, () => {})
    while (!up.store.status().connected) await new Promise((resolve) => setTimeout(resolve, 5))
    const pending = up.store.get('k').catch(() => {})
    await Promise.all([up.close(), down.close(), pending])
    console.log('closed')`
  const child = spawn(
    process.execPath,
    ['--conditions=@larder/source', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))

  const [code] = (await once(child, 'exit')) as [number | null]

  expect(output.trim()).toBe('closed')
  expect(code).toBe(0)
})

/** Every own property of an error and of its causes, hidden ones included. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = Object.getOwnPropertyNames(error).map(
    (name) => `${name}=${String(Object.getOwnPropertyDescriptor(error, name)?.value)}`,
  )
  return `${own.join()} ${JSON.stringify(error)} ${everythingIn(error.cause)}`
}

async function checkAll(store: CacheStore): Promise<void> {
  for (const node of store.nodes()) await store.check(node)
}
