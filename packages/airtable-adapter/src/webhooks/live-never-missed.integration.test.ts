import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { drillSeeds, LiveDrill } from './live-drill-fixture.ts'
import { liveWebhooks } from './live-webhooks-fixture.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.close())

const STEPS = 40

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

test.each(drillSeeds())(
  'no change is missed, whatever happens to Airtable, Redis and the processes (seed %i)',
  { timeout: 180_000 },
  async (seed) => {
    await server.command('FLUSHALL')
    await using live = await liveWebhooks('off')
    const account = new Account()
    const options = { redisUrl: server.url, receiver: account, pollIntervalMs: 1_000, checkIntervalMs: 1_000 }
    const drill = new LiveDrill({
      live,
      server,
      seed,
      start: () => live.start(options),
      change: (steps) => {
        const id = `recMesa${String(1 + steps.below(24)).padStart(10, '0')}`
        account.owed.add(id)
        live.change(id)
      },
    })

    await drill.run(STEPS)

    const eventually = { timeout: 60_000, interval: 20, message: drill.story }
    await expect.poll(() => account.owed.size, eventually).toBe(0)
    await expect
      .poll(() => drill.processes.map((process) => process.state()), eventually)
      .toEqual(['following', 'following'])
  },
)
