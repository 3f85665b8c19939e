import { expect, test } from 'vitest'
import fc from 'fast-check'
import { ChaosBackend } from '@larder/cache-core/testing'
import { airtableErrorFromAnswer, airtableErrorFromFailure } from '../airtable-error.ts'
import type { AirtableWebhooksOptions } from './airtable-webhooks.ts'
import {
  DAY_MS,
  type FakeHook,
  type FakeProcess,
  signed,
  webhooksFixture,
  type WebhooksFixture,
} from './webhooks-fixture.ts'

/** What may happen, each with a number that says to whom or how long. */
const EVENTS = [
  'change',
  'many-changes',
  'pass',
  'pass-long',
  'ping',
  'ping-of-former',
  'drop-pings',
  'heal-pings',
  'server-error',
  'html-502',
  'no-answer',
  'rate-limit',
  'quota',
  'heal-airtable',
  'slow',
  'expire',
  'invalidate',
  'delete-hook',
  'switch-off',
  'fill-up',
  'restart',
  'kill',
  'stop-all-for-days',
  'redis-fails',
  'redis-hangs',
  'redis-loses-answers',
  'heal-redis',
  'flush-redis',
  'receiver-fails',
  'heal-receiver',
  'drop-payloads',
] as const

interface Step {
  readonly event: (typeof EVENTS)[number]
  readonly number: number
}

/** A receiver that judges: what was changed in the base and not told since is owed. */
class Account {
  readonly owed = new Map<string, string>()
  fails = false
  readonly receiver: AirtableWebhooksOptions['receiver'] = {
    onChange: ({ changes }) => {
      if (this.fails) throw new Error('not now')
      for (const { created, changed, destroyed } of changes.tables)
        for (const id of [...created, ...changed, ...destroyed]) this.owed.delete(id)
    },
    // Settles all there is: whatever changes after it is owed anew.
    onGap: () => {
      if (this.fails) throw new Error('not now')
      this.owed.clear()
    },
  }
}

class World {
  readonly account = new Account()
  readonly #fixture: WebhooksFixture = webhooksFixture()
  readonly #processes: { process: FakeProcess; chaos: ChaosBackend }[] = []
  readonly #isAlone: boolean
  #former: FakeHook | undefined
  #dropsPings = false
  #records = 0

  constructor(processes: number, isAlone: boolean) {
    this.#isAlone = isAlone
    this.#fixture.airtable.onPing = (hook) => {
      if (!this.#dropsPings) this.#ping(hook, this.#records)
    }
    for (let index = 0; index < processes; index++) this.#start(index)
  }

  async step({ event, number }: Step): Promise<void> {
    const { clock, airtable, backend } = this.#fixture
    const one = this.#processes[number % this.#processes.length]
    const hooks = [...airtable.hooks.values()]
    const hook = hooks[number % Math.max(1, hooks.length)]
    const failing = (error: Error) => {
      airtable.fault = (what) => (number % 3 === 0 && what !== 'GET payloads' ? undefined : error)
    }
    switch (event) {
      case 'change':
        return this.#change()
      case 'many-changes':
        for (let index = 0; index < 5 * number; index++) this.#change()
        return
      case 'pass':
        return clock.advance(number * 37)
      case 'pass-long':
        return clock.advance(number * 5_000)
      case 'ping':
        return hook && this.#ping(hook, number)
      case 'ping-of-former':
        return this.#former && this.#ping(this.#former, number)
      case 'drop-pings':
      case 'heal-pings':
        this.#dropsPings = event === 'drop-pings'
        return
      case 'server-error':
        return failing(airtableErrorFromAnswer(500, {}))
      case 'html-502':
        return failing(airtableErrorFromAnswer(502, undefined))
      case 'no-answer':
        return failing(airtableErrorFromFailure('ECONNRESET'))
      case 'rate-limit':
        return failing(airtableErrorFromAnswer(429, {}))
      case 'quota':
        return failing(
          airtableErrorFromAnswer(429, { errors: [{ error: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED' }] }),
        )
      case 'heal-airtable':
        airtable.fault = () => undefined
        airtable.latencyMs = 20
        return
      case 'slow':
        airtable.latencyMs = number * 40
        return
      case 'expire':
        if (hook) hook.expiresAt = clock.now()
        return
      case 'invalidate':
        if (hook && !hook.isInvalid) airtable.invalidate(hook)
        return
      case 'delete-hook':
        this.#former = hook
        if (hook) airtable.hooks.delete(hook.id)
        return
      case 'switch-off':
        if (hook) hook.areNotificationsEnabled = false
        return
      case 'fill-up':
        while (airtable.hooks.size < 9) airtable.make('https://others.example.com/', {})
        return
      case 'restart':
      case 'kill':
        return this.#restart(number, event === 'kill')
      case 'stop-all-for-days': {
        await this.#closeAll()
        const days = number % 10
        for (let day = 0; day < days; day++) {
          this.#change()
          await clock.advance(DAY_MS)
        }
        for (const index of this.#processes.keys()) this.#start(index)
        return
      }
      case 'redis-fails':
        return one?.chaos.lines.inject({ kind: 'fail' })
      case 'redis-hangs':
        return one?.chaos.lines.inject({ kind: 'hang' })
      case 'redis-loses-answers':
        return one?.chaos.lines.inject({ kind: 'lost' })
      case 'heal-redis':
        return one?.chaos.lines.inject({ kind: 'none' })
      case 'flush-redis':
        return backend.flush()
      case 'receiver-fails':
      case 'heal-receiver':
        this.account.fails = event === 'receiver-fails'
        return
      case 'drop-payloads':
        if (hook) hook.payloads.splice(0, number % 3)
    }
  }

  /** Takes every fault back, and waits until whatever is followed has been read: an hour of quota, at the longest. */
  async heal(): Promise<void> {
    const { clock, airtable } = this.#fixture
    airtable.fault = () => undefined
    airtable.latencyMs = 20
    this.account.fails = false
    for (const { chaos } of this.#processes) chaos.lines.inject({ kind: 'none' })
    await clock.advance(2 * 3_600_000 + 60_000)
  }

  async close(): Promise<number> {
    await this.#closeAll()
    return this.#fixture.clock.pendingTimers
  }

  async #closeAll(): Promise<void> {
    const closing = this.#processes.map(({ process }) => process.webhooks.close())
    await this.#fixture.clock.advance(5_000)
    await Promise.all(closing)
  }

  get states(): readonly (string | undefined)[] {
    return this.#processes.map(({ process }) => process.webhooks.status()[0]?.state)
  }

  get mine(): number {
    return [...this.#fixture.airtable.hooks.values()].filter(({ notificationUrl }) =>
      notificationUrl?.startsWith('https://larder'),
    ).length
  }

  /** A change that happens is owed by its record; dropped payloads too are owed, by a gap. */
  #change(): void {
    const id = `rec${++this.#records % 40}`
    this.account.owed.set(id, `change ${this.#records}`)
    this.#fixture.airtable.changeRecord(id)
  }

  #start(index: number): void {
    const chaos = new ChaosBackend(this.#fixture.backend)
    const { receiver } = this.account
    const process = this.#fixture.start({ backend: chaos, receiver, alone: this.#isAlone })
    this.#processes[index] = { process, chaos }
  }

  async #restart(number: number, isKilled: boolean): Promise<void> {
    const index = number % this.#processes.length
    const { process, chaos } = this.#processes[index] as { process: FakeProcess; chaos: ChaosBackend }
    // What is killed gives nothing back.
    if (isKilled) chaos.lines.inject({ kind: 'fail' })
    const closing = process.webhooks.close()
    await this.#fixture.clock.advance(isKilled ? 0 : 500)
    if (!isKilled) await closing
    if (number % 2 === 0) this.#change()
    this.#start(index)
  }

  /** To whichever process the number says, as a balancer does. */
  #ping(hook: FakeHook, number: number): void {
    const { process } = this.#processes[number % this.#processes.length] as { process: FakeProcess }
    const body = Buffer.from('{}')
    void process.webhooks.answerPing('appA', body, signed(body, hook.secret))
  }
}

/**
 * One promise: whatever happens, every record that was changed is told of afterwards, or covered by a gap after its
 * change. `SEED=… RUNS=…` look at more.
 */
test.each([
  ['one process', 1, true],
  ['one process with a shared state', 1, false],
  ['three processes with a shared state', 3, false],
])('%s: no change is missed', { timeout: 240_000 }, async (_name, processes, isAlone) => {
  const step = fc.record({ event: fc.constantFrom(...EVENTS), number: fc.integer({ min: 0, max: 30 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      const world = new World(processes, isAlone)
      for (const one of steps) await world.step(one)
      await world.heal()

      expect([...world.account.owed]).toEqual([])
      expect(new Set(world.states)).toEqual(new Set(['following']))
      expect(world.mine).toBe(1)
      expect(await world.close()).toBe(0)
    }),
    { numRuns: Number(process.env['RUNS'] ?? 60), seed: Number(process.env['SEED'] ?? 20_260_101) },
  )
})
