import { type RedisServer, startLocalServer } from './local-server.ts'
import { type Cut, NetworkNamespace } from './network-namespace.ts'
import { dataSettings, type StartRedisOptions } from './start-redis.ts'

/** A server in a network of its own, which can be cut off. */
export interface PartitionedRedis extends RedisServer {
  /** Its address in that network; nobody else has it. */
  readonly host: string
  /**
   * From now on packets vanish, and nobody is told: those to the server (`in`), those from it (`out`), or `both`.
   * `command()` still gets through.
   */
  cut(which: Cut): Promise<void>
  /** All packets arrive again. */
  heal(): Promise<void>
}

const PORT = 6_379

/**
 * Starts a redis-server in a network namespace of its own. Rejects with what lacks where that cannot be made: it needs
 * Linux, root and iproute2. What a process that was killed left behind is removed by the next one. Close clients before the
 * server: without it, what they send takes the machine's default route.
 */
export async function startPartitionedRedis(
  options: Pick<StartRedisOptions, 'args' | 'password'> = {},
): Promise<PartitionedRedis> {
  const namespace = await NetworkNamespace.create()
  try {
    const { address: host, launcher } = namespace
    const settings = [...dataSettings({}), ['protected-mode', 'no']]
    const server = await startLocalServer({ ...options, host, port: PORT, launcher, settings })
    return Object.defineProperties({} as PartitionedRedis, {
      ...Object.getOwnPropertyDescriptors(server),
      host: { value: host, enumerable: true },
      cut: { value: (which: Cut) => namespace.cut(which), enumerable: true },
      heal: { value: () => namespace.heal(), enumerable: true },
      close: {
        value: async () => {
          await server.close()
          await namespace.remove()
        },
        enumerable: true,
      },
    })
  } catch (error) {
    await namespace.remove()
    throw error
  }
}
