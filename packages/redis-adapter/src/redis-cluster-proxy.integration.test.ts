import { Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import type { StoredEntry } from '@larder/cache-core'
import { createRedisBackend } from './redis-backend.ts'
import { startChaosProxy, startCluster } from './testing/index.ts'

vi.setConfig({ testTimeout: 60_000 })

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const ENTRY: StoredEntry = {
  value: 'kept',
  createdAt: Date.now(),
  ttlMs: 600_000,
  staleMs: 0,
  stamp: { era: 1, seq: 1, tags: [] },
  loadMs: 1,
}

test('reads of one tick leave in one write to each node of a cluster, however many slots they are in', async () => {
  const cluster = await startCluster({ replicas: 0 })
  cleanups.push(() => cluster.close())
  const proxies = await Promise.all(cluster.nodes.map((node) => startChaosProxy(node)))
  cleanups.push(() => Promise.all(proxies.map((proxy) => proxy.close())))
  const natMap = Object.fromEntries(
    cluster.nodes.map(({ port }, index) => [
      `127.0.0.1:${port}`,
      { host: '127.0.0.1', port: proxies[index]?.port ?? 0 },
    ]),
  )
  const backend = createRedisBackend({ url: cluster.url, natMap })
  cleanups.push(() => backend.close())
  const { store } = backend
  const keys = Array.from({ length: 60 }, (_, index) => `k${index}`)
  await expect
    .poll(() => Promise.all(keys.map((key) => store.set(key, ENTRY))).then(() => 'kept', String), {
      timeout: 10_000,
    })
    .toBe('kept')

  const ports = proxies.map(({ port }) => port)
  const writes = countWrites()
  cleanups.push(async () => writes.stop())
  const read = async () => {
    writes.byPort.clear()
    const entries = await Promise.all(keys.map((key) => store.get(key)))
    expect(entries.map((entry) => entry?.value)).toEqual(keys.map(() => 'kept'))
    return ports.map((port) => writes.byPort.get(port))
  }

  // Now and then a connection for something else has its say in between.
  await expect.poll(read, { interval: 20 }).toEqual([1, 1, 1])
})

/**
 * What sockets hand to the system, by the port they are connected to. A proxy of the same process would not see it: it
 * reads when everything of a turn has been written.
 */
function countWrites() {
  const byPort = new Map<number, number>()
  const spies = (['_write', '_writev'] as const).map((method) => {
    const original = Socket.prototype[method] as (...args: unknown[]) => unknown
    return vi.spyOn(Socket.prototype, method).mockImplementation(function (this: Socket, ...args: unknown[]) {
      const port = this.remotePort ?? 0
      byPort.set(port, (byPort.get(port) ?? 0) + 1)
      return original.apply(this, args)
    })
  })
  return { byPort, stop: () => spies.forEach((spy) => spy.mockRestore()) }
}
