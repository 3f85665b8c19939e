import { Redis } from 'ioredis'
import { createRedisBackend, type RedisBackendOptions } from '@larder/redis-adapter'
import { type RedisServer, startRedis, type StartRedisOptions } from '@larder/redis-adapter/testing'
import type { SharedBackend } from '@larder/cache-core'

/** A deadline that no measurement of cost may meet, in ms. */
const PATIENCE_MS = 30_000

/** A redis-server of its own for one measurement, and what looks after it. */
export interface BenchServer extends AsyncDisposable {
  readonly server: RedisServer
  readonly admin: Redis
  /** Larder's own access, connected; closed with the server. */
  readonly open: (options?: Partial<RedisBackendOptions>) => Promise<SharedBackend>
}

export async function openBenchServer(options: StartRedisOptions = {}): Promise<BenchServer> {
  const server = await startRedis(options)
  const admin = new Redis(server.url)
  const backends: SharedBackend[] = []
  return {
    server,
    admin,
    async open(own = {}) {
      const backend = createRedisBackend({ url: server.url, deadlineMs: PATIENCE_MS, ...own })
      backends.push(backend)
      await connected(backend)
      return backend
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(backends.map((backend) => backend.close()))
      admin.disconnect()
      await server.close()
    },
  }
}

/** Resolves when it passes its own check. */
export async function connected({ store }: SharedBackend): Promise<void> {
  const until = performance.now() + 30_000
  for (;;) {
    try {
      return await store.check(store.nodes()[0] ?? '')
    } catch (error) {
      if (performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
