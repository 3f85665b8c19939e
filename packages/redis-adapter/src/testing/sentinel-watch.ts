import type { RedisServer } from './local-server.ts'
import { until, withinMs } from './until.ts'

interface Watched {
  readonly masterName: string
  /** The master and its replicas, whichever is which now. */
  readonly servers: readonly RedisServer[]
  readonly sentinels: readonly RedisServer[]
}

const START_BOUND_MS = 15_000
const FAILOVER_BOUND_MS = 15_000
/** After that a sentinel is passed over: it hangs. */
const ANSWER_BOUND_MS = 500

/** How often sentinels ask servers for their state and tell the others that they are there; normally, and at the start. */
const USUAL_PACE = ['INFO-PERIOD', 10_000, 'PUBLISH-PERIOD', 2_000]
const HURRIED_PACE = ['INFO-PERIOD', 100, 'PUBLISH-PERIOD', 100]

/** What sentinels know and do about their master. */
export class SentinelWatch {
  readonly #masterName: string
  readonly #servers: readonly RedisServer[]
  readonly #sentinels: readonly RedisServer[]

  constructor({ masterName, servers, sentinels }: Watched) {
    this.#masterName = masterName
    this.#servers = servers
    this.#sentinels = sentinels
  }

  /** Resolves when every sentinel sees all the others and the replicas, and a failover could succeed. */
  async discovered(): Promise<void> {
    await this.#pace(HURRIED_PACE)
    await until('every sentinel sees all the servers and the other sentinels', START_BOUND_MS, async () => {
      const seen = await Promise.all(this.#sentinels.map((sentinel) => this.#seesAll(sentinel)))
      return seen.every(Boolean)
    })
    await this.#pace(USUAL_PACE)
  }

  /** What most of the sentinels that answer say. */
  async masterPort(): Promise<number> {
    const ports = await this.#namedPorts()
    const votes = (port: number) => ports.filter((each) => each === port).length
    const [most] = ports.toSorted((one, other) => votes(other) - votes(one))
    if (most === undefined)
      throw new Error(`None of ${this.#sentinels.length} sentinels answers within ${ANSWER_BOUND_MS} ms.`)
    return most
  }

  async failover(): Promise<RedisServer> {
    const before = await this.masterPort()
    // One that hangs would begin another failover when it wakes: only one that answers is told.
    const awake = await Promise.any(
      this.#sentinels.map(async (each) => {
        await withinMs(ANSWER_BOUND_MS, each.command('PING'))
        return each
      }),
    )
    await this.#replicasInStep(awake)
    // Refused while another failover ends.
    await until('a sentinel begins the failover', FAILOVER_BOUND_MS, async () => {
      await awake.command('SENTINEL', 'FAILOVER', this.#masterName)
      return true
    })
    return until(`another master than port ${before}`, FAILOVER_BOUND_MS, async () => {
      const [port, ...others] = await this.#namedPorts()
      if (port === before || others.some((other) => other !== port)) return undefined
      const server = this.#servers.find((each) => each.port === port)
      return (await server?.role()) === 'master' ? server : undefined
    })
  }

  /** The master's port, as each sentinel that answers knows it. */
  async #namedPorts(): Promise<readonly number[]> {
    const answers = await Promise.allSettled(
      this.#sentinels.map((each) =>
        withinMs(ANSWER_BOUND_MS, each.command('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', this.#masterName)),
      ),
    )
    return answers
      .filter((each) => each.status === 'fulfilled')
      .map(({ value }) => Number((value as readonly string[])[1]))
  }

  /** A master that was replaced is made a replica some ten seconds later: until then it lacks what came after. */
  async #replicasInStep(sentinel: RedisServer): Promise<void> {
    await this.#pace(HURRIED_PACE)
    await until('all replicas that can be reached follow the master', FAILOVER_BOUND_MS, async () => {
      const replicas = await this.#list(sentinel, 'REPLICAS')
      const reachable = replicas.filter(({ flags = '' }) => !/down|disconnected/.test(flags))
      return reachable.length > 0 && reachable.every((each) => each['master-link-status'] === 'ok')
    })
    await this.#pace(USUAL_PACE)
  }

  async #seesAll(sentinel: RedisServer): Promise<boolean> {
    const [others, replicas] = await Promise.all([
      this.#list(sentinel, 'SENTINELS'),
      this.#list(sentinel, 'REPLICAS'),
    ])
    return (
      others.length === this.#sentinels.length - 1 &&
      replicas.length === this.#servers.length - 1 &&
      others.every(({ flags }) => flags === 'sentinel') &&
      replicas.every((replica) => replica['flags'] === 'slave' && replica['master-link-status'] === 'ok')
    )
  }

  async #list(sentinel: RedisServer, what: string): Promise<readonly Record<string, string>[]> {
    const entries = (await sentinel.command('SENTINEL', what, this.#masterName)) as readonly string[][]
    return entries.map((flat) =>
      Object.fromEntries(
        flat.flatMap((value, index) => (index % 2 === 0 ? [[value, flat[index + 1] ?? '']] : [])),
      ),
    )
  }

  /** Servers before 7.0 keep their pace, and need some seconds more. */
  async #pace(settings: readonly (string | number)[]): Promise<void> {
    await Promise.allSettled(
      this.#sentinels.map((each) =>
        withinMs(ANSWER_BOUND_MS, each.command('SENTINEL', 'DEBUG', ...settings)),
      ),
    )
  }
}
