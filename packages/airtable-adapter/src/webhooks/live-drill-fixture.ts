import { setTimeout as sleep } from 'node:timers/promises'
import { SeededRandom } from '@larder/cache-core/testing'
import type { RedisServer } from '@larder/redis-adapter/testing'
import { BASE, type LiveWebhooks } from './live-webhooks-fixture.ts'

/** What one of two processes is to the drill. */
export interface DrilledProcess {
  readonly state: () => string | undefined
  readonly close: () => Promise<void>
  readonly kill: () => Promise<void>
}

export interface LiveDrillOptions<P extends DrilledProcess> {
  readonly live: LiveWebhooks
  readonly server: RedisServer
  readonly seed: number
  readonly start: () => Promise<P>
  /** What somebody changes in the base. */
  readonly change: (drill: LiveDrill<P>) => unknown
  /** What else may happen, by name. */
  readonly more?: (drill: LiveDrill<P>) => Readonly<Record<string, () => unknown>>
}

/** What happens to Airtable, to its webhooks, to Redis and to two processes, in an order that the seed decides. */
export class LiveDrill<P extends DrilledProcess> {
  readonly processes: P[] = []
  readonly #options: LiveDrillOptions<P>
  readonly #random: SeededRandom
  readonly #done: string[] = []

  constructor(options: LiveDrillOptions<P>) {
    this.#options = options
    this.#random = new SeededRandom(options.seed)
  }

  /** What has happened, for a person who wants to understand a failure. */
  get story(): string {
    return this.#done.join(', ')
  }

  /** Two processes, so many steps, and one change after everything has healed. */
  async run(steps: number): Promise<void> {
    await this.#start(0)
    await this.#start(1)
    for (let step = 0; step < steps; step++) await this.#step()
    this.#options.live.simulator.faults.clear()
    this.#change()
  }

  below(count: number): number {
    return Math.floor(this.#random.next() * count)
  }

  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T
  }

  async #step(): Promise<void> {
    const { live, server, more } = this.#options
    const { faults } = live.simulator
    const registry = live.simulator.webhooks(BASE)
    const hook = registry.webhooks.at(-1)?.options.id
    const steps: Readonly<Record<string, () => unknown>> = {
      change: () => this.#change(),
      burst: () => Array.from({ length: 70 }, () => this.#change()),
      wait: () => sleep(this.below(400)),
      'drop pings': () => registry.dropPings(this.below(4)),
      expire: () => hook !== undefined && registry.expire(hook),
      invalidate: () => hook !== undefined && registry.invalidate(hook),
      delete: () => hook !== undefined && registry.delete(hook),
      'switch off': () => hook !== undefined && registry.setNotifications(hook, false),
      fail: () =>
        faults.failNext(this.below(5), this.pick(['500', '502', '503', 'reset', 'lost-answer'] as const)),
      heal: () => faults.clear(),
      restart: () => this.#restart(this.below(2)),
      'flush Redis': () => server.command('FLUSHALL'),
      'kill Redis': async () => {
        await server.kill()
        this.#change()
        await sleep(this.below(600))
        await server.restart()
      },
      ...more?.(this),
    }
    // Most of what happens are changes.
    const name = this.below(2) === 0 ? 'change' : this.pick(Object.keys(steps))
    this.#done.push(name)
    await steps[name]?.()
    await sleep(this.below(80))
  }

  #change(): void {
    this.#options.change(this)
  }

  async #restart(index: number): Promise<void> {
    const process = this.processes[index]
    await (this.below(2) === 0 ? process?.kill() : process?.close())
    this.#change()
    await this.#start(index)
  }

  async #start(index: number): Promise<void> {
    this.processes[index] = await this.#options.start()
  }
}

/** `SEED=… SEEDS=…` look at more than two. */
export function drillSeeds(): readonly number[] {
  const first = Number(process.env['SEED'] ?? 1)
  return Array.from({ length: Number(process.env['SEEDS'] ?? 2) }, (_, index) => first + index)
}
