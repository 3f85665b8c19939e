import { afterAll, beforeAll, expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { SeededRandom } from '@larder/cache-core/testing'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { BASE, type LiveProcess, type LiveWebhooks, liveWebhooks } from './live-webhooks-fixture.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.close())

const STEPS = 40
const eventually = { timeout: 60_000, interval: 20 }

/** Records that were changed and not told of since. */
class Account implements WebhookReceiver {
  readonly owed = new Set<string>()

  onChange({ changes }: Parameters<WebhookReceiver['onChange']>[0]): void {
    for (const { created, changed, destroyed } of changes.tables)
      for (const id of [...created, ...changed, ...destroyed]) this.owed.delete(id)
  }

  onGap(): void {
    this.owed.clear()
  }
}

class Drill {
  readonly #live: LiveWebhooks
  readonly #random: SeededRandom
  readonly #account = new Account()
  readonly #processes: LiveProcess[] = []
  readonly #done: string[] = []

  constructor(live: LiveWebhooks, seed: number) {
    this.#live = live
    this.#random = new SeededRandom(seed)
  }

  async run(): Promise<void> {
    await this.#start(0)
    await this.#start(1)
    for (let step = 0; step < STEPS; step++) await this.#step()
    this.#live.simulator.faults.clear()
    this.#change()
    await expect
      .poll(() => this.#account.owed.size, { ...eventually, message: this.#done.join(', ') })
      .toBe(0)
    await expect
      .poll(() => this.#processes.map((process) => process.state()), {
        ...eventually,
        message: this.#done.join(', '),
      })
      .toEqual(['following', 'following'])
  }

  async #step(): Promise<void> {
    const registry = this.#live.simulator.webhooks(BASE)
    const hook = registry.webhooks.at(-1)?.options.id
    const { faults } = this.#live.simulator
    const steps: Readonly<Record<string, () => unknown>> = {
      change: () => this.#change(),
      burst: () => Array.from({ length: 70 }, () => this.#change()),
      wait: () => sleep(this.#below(400)),
      'drop pings': () => registry.dropPings(this.#below(4)),
      expire: () => hook !== undefined && registry.expire(hook),
      invalidate: () => hook !== undefined && registry.invalidate(hook),
      delete: () => hook !== undefined && registry.delete(hook),
      'switch off': () => hook !== undefined && registry.setNotifications(hook, false),
      fail: () =>
        faults.failNext(
          this.#below(5),
          (['500', '502', '503', 'reset', 'lost-answer'] as const)[this.#below(5)] ?? '500',
        ),
      heal: () => faults.clear(),
      restart: () => this.#restart(this.#below(2)),
      'flush Redis': () => server.command('FLUSHALL'),
      'kill Redis': async () => {
        await server.kill()
        this.#change()
        await sleep(this.#below(600))
        await server.restart()
      },
    }
    const names = Object.keys(steps)
    // Most of what happens are changes.
    const name = this.#below(2) === 0 ? 'change' : (names[this.#below(names.length)] ?? '')
    this.#done.push(name)
    await steps[name]?.()
    await sleep(this.#below(80))
  }

  #change(): void {
    const id = `recMesa${String(1 + this.#below(24)).padStart(10, '0')}`
    this.#account.owed.add(id)
    this.#live.change(id)
  }

  async #restart(index: number): Promise<void> {
    const process = this.#processes[index]
    await (this.#below(2) === 0 ? process?.kill() : process?.close())
    this.#change()
    await this.#start(index)
  }

  async #start(index: number): Promise<void> {
    this.#processes[index] = await this.#live.start({
      redisUrl: server.url,
      receiver: this.#account,
      pollIntervalMs: 1_000,
      checkIntervalMs: 1_000,
    })
  }

  #below(count: number): number {
    return Math.floor(this.#random.next() * count)
  }
}

/** `SEED=… SEEDS=…` look at more. */
const first = Number(process.env['SEED'] ?? 1)
const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 2) }, (_, index) => first + index)

test.each(seeds)(
  'no change is missed, whatever happens to Airtable, Redis and the processes (seed %i)',
  { timeout: 180_000 },
  async (seed) => {
    await server.command('FLUSHALL')
    const live = await liveWebhooks('off')
    try {
      await new Drill(live, seed).run()
    } finally {
      await live.close()
    }
  },
)
