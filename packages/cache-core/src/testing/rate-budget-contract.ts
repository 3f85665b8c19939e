import assert from 'node:assert/strict'
import type { ContractCase } from './contract-case.ts'
import type { AcquireOptions, RateBudget, RequestPriority } from '../ports/rate-budget.ts'

export interface RateBudgetFixture {
  /**
   * Opens the budget once more, as another process does: `limit` requests of a scope in any 300 ms, 50 of scopes that
   * begin with `token`. Resolves when it is in service. A budget of one process may give the same one.
   */
  readonly open: () => Promise<RateBudget>
  /** Lets `ms` pass: moves a fake clock, or waits for a real one. */
  readonly pass: (ms: number) => Promise<void>
  /** Time in ms, from anywhere. */
  readonly now: () => number
  readonly close: () => Promise<void>
}

/** Of the budgets that the contract opens. */
const WINDOW_MS = 300
/** By then each process has heard of what another one has met, also where all wait for their turn of a processor. */
const NEWS_MS = 300
/** What happens within this time happens together, in ms. */
const TOGETHER_MS = 5

/** What every RateBudget does. `setup` gives one that nobody has used yet, of 5 requests in 300 ms. */
export function rateBudgetContract(setup: () => Promise<RateBudgetFixture>): readonly ContractCase[] {
  const contractCase = (name: string, body: (stage: Stage) => Promise<void>): ContractCase => ({
    name,
    run: async () => {
      const fixture = await setup()
      try {
        await body(new Stage(fixture, await fixture.open(), await fixture.open()))
      } finally {
        await fixture.close()
      }
    },
  })
  return [...windowCases(contractCase), ...orderCases(contractCase), ...endingCases(contractCase)]
}

type MakeCase = (name: string, body: (stage: Stage) => Promise<void>) => ContractCase

interface Left {
  readonly name: string
  readonly at: number
  readonly arrived: () => void
}

/** Two processes that send requests, which are answered at once unless a case says otherwise. */
class Stage {
  readonly left: Left[] = []
  readonly fixture: RateBudgetFixture
  readonly one: RateBudget
  readonly other: RateBudget

  constructor(fixture: RateBudgetFixture, one: RateBudget, other: RateBudget) {
    this.fixture = fixture
    this.one = one
    this.other = other
  }

  async send(
    name: string,
    scopes: string | readonly string[],
    options: AcquireOptions & { readonly from?: RateBudget; readonly isAnswered?: boolean } = {},
  ): Promise<void> {
    const { from = this.one, isAnswered = true, ...rest } = options
    const departure = await from.acquire(scopes, rest)
    this.left.push({ name, at: this.fixture.now(), arrived: () => departure.arrived() })
    if (isAnswered) departure.arrived()
  }

  async until(what: string, condition: () => boolean): Promise<void> {
    for (let round = 0; round < 1_000; round++) {
      if (condition()) return
      await this.fixture.pass(10)
    }
    throw new Error(`Not so after 10 s: ${what}.`)
  }

  count(count: number): Promise<void> {
    return this.until(
      `${count} requests have left (${this.names().join(', ')})`,
      () => this.left.length >= count,
    )
  }

  names(): readonly string[] {
    return this.left.map(({ name }) => name)
  }

  /** The most that left in any window. */
  densest(): number {
    const times = this.left.map(({ at }) => at)
    return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length))
  }
}

function windowCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase('five leave at once, and no window ever holds more, whoever sends', async (stage) => {
      const { one, other } = stage
      const calls = Array.from({ length: 14 }, (_, index) =>
        stage.send(`${index}`, 'base', { from: index % 2 === 0 ? one : other }),
      )
      await stage.count(14)
      await Promise.all(calls)
      assert.equal(stage.densest(), 5)
    }),
    contractCase(
      'a request that was not sent leaves its slots at once, to whoever is next',
      async (stage) => {
        const { one, other } = stage
        const scopes = ['base', 'token']
        const departures = await Promise.all(Array.from({ length: 5 }, () => one.acquire(scopes)))
        const call = stage.send('next', scopes, { from: other })
        await stage.fixture.pass(2 * WINDOW_MS)
        assert.equal(stage.left.length, 0)
        departures[0]?.unused()
        await stage.count(1)
        await call
        for (const departure of departures.slice(1)) departure.arrived()
      },
    ),
    contractCase('scopes do not wait for each other', async (stage) => {
      const calls = Array.from({ length: 10 }, (_, index) => stage.send(`${index}`, `base ${index % 2}`))
      await stage.count(10)
      await Promise.all(calls)
      assert.equal(stage.densest(), 10)
    }),
    contractCase('a request counts from when it was answered', async (stage) => {
      const { other } = stage
      const calls = Array.from({ length: 5 }, (_, index) =>
        stage.send(`${index}`, 'base', { isAnswered: false }),
      )
      await stage.count(5)
      calls.push(stage.send('next', 'base', { from: other }))
      await stage.fixture.pass(2 * WINDOW_MS)
      assert.equal(stage.left.length, 5)
      const answeredAt = stage.fixture.now()
      stage.left[0]?.arrived()
      await stage.count(6)
      await Promise.all(calls)
      assert.ok((stage.left[5]?.at ?? 0) - answeredAt >= WINDOW_MS)
    }),
    contractCase('scopes are taken together or not at all', async (stage) => {
      const { one, other } = stage
      const both = (base: string, from: RateBudget) => stage.send(base, [base, 'token'], { from })
      const calls = Array.from({ length: 7 }, () => both('a', one))
      await stage.count(5)
      // The last two of a have no slot of the base, and keep none of the token.
      calls.push(...Array.from({ length: 5 }, () => both('b', other)))
      await stage.until('all of b have left', () => stage.names().filter((name) => name === 'b').length === 5)
      const firstOfB = stage.left.find(({ name }) => name === 'b')
      const sixthOfA = stage.left.filter(({ name }) => name === 'a')[5]
      assert.ok(firstOfB && (!sixthOfA || firstOfB.at < sixthOfA.at))
      await stage.count(12)
      await Promise.all(calls)
    }),
  ]
}

function orderCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase('writes go before reads and reads before background, across processes', async (stage) => {
      const { one, other } = stage
      const calls = Array.from({ length: 5 }, () => stage.send('first', 'base'))
      await stage.count(5)
      const send = (name: RequestPriority, from: RateBudget) =>
        calls.push(stage.send(name, 'base', { from, priority: name }))
      send('background', one)
      await stage.fixture.pass(10)
      for (let count = 0; count < 3; count++) send('interactive-read', other)
      await stage.fixture.pass(10)
      for (let count = 0; count < 3; count++) send('interactive-write', one)
      await stage.count(12)
      await Promise.all(calls)
      // Slots that are free at the same instant are taken in any order.
      const times = (name: string) => stage.left.filter((one) => one.name === name).map(({ at }) => at)
      assert.ok(
        Math.max(...times('interactive-write')) <= Math.min(...times('interactive-read')) + TOGETHER_MS,
      )
      assert.ok(Math.max(...times('interactive-read')) <= Math.min(...times('background')) + TOGETHER_MS)
    }),
    contractCase(
      'background does not take the last slot before it is known when the next is free',
      async (stage) => {
        const { one, other } = stage
        const calls = Array.from({ length: 6 }, () =>
          stage.send('background', 'base', { from: one, priority: 'background', isAnswered: false }),
        )
        await stage.count(4)
        await stage.fixture.pass(WINDOW_MS)
        assert.equal(stage.left.length, 4)
        calls.push(stage.send('read', 'base', { from: other }))
        await stage.count(5)
        assert.equal(stage.left[4]?.name, 'read')
        for (const { arrived } of stage.left) arrived()
        await stage.count(7)
        await Promise.all(calls)
      },
    ),
    contractCase('a lockout seen by one holds all, and is never shortened', async (stage) => {
      const { one, other, fixture } = stage
      const from = fixture.now()
      one.lock('base', 1_000)
      one.lock('base', 10)
      await fixture.pass(NEWS_MS)
      const calls = [stage.send('one', 'base'), stage.send('other', 'base', { from: other })]
      await stage.count(2)
      await Promise.all(calls)
      assert.ok(stage.left.every(({ at }) => at - from >= 1_000))
    }),
  ]
}

function endingCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase(
      'nobody waits beyond their deadline, and who gives up leaves the slot to others',
      async (stage) => {
        const { one, other } = stage
        const calls = Array.from({ length: 5 }, () => stage.send('first', 'base'))
        await stage.count(5)
        const controller = new AbortController()
        const codes: string[] = []
        const refused = (options: AcquireOptions) =>
          one
            .acquire('base', options)
            .catch((error: { readonly code: string }) => void codes.push(error.code))
        const givenUp = [refused({ maxWaitMs: 50 }), refused({ signal: controller.signal })]
        await stage.fixture.pass(20)
        controller.abort()
        await stage.until('both have given up', () => codes.length === 2)
        calls.push(stage.send('next', 'base', { from: other }))
        await stage.count(6)
        await Promise.all([...calls, ...givenUp])
        assert.deepEqual(codes.sort(), ['ABORTED', 'RATE_LIMITED'])
      },
    ),
    contractCase('the status tells who waits and how the scope stands', async (stage) => {
      const { one } = stage
      const calls = Array.from({ length: 5 }, () => stage.send('first', 'base'))
      await stage.count(5)
      calls.push(stage.send('next', 'base', { priority: 'interactive-write' }))
      await stage.fixture.pass(1)
      const { queued, queuedBy, used, limit, lockedForMs } = one.status('base')
      assert.deepEqual({ queued, used, limit, lockedForMs }, { queued: 1, used: 5, limit: 5, lockedForMs: 0 })
      assert.deepEqual(queuedBy, { 'interactive-write': 1, 'interactive-read': 0, background: 0 })
      assert.deepEqual(one.scopes(), ['base'])
      one.lock('base', 100)
      assert.ok(one.status('base').lockedForMs > 0)
      await stage.count(6)
      await Promise.all(calls)
      assert.equal(one.status('base').queued, 0)
    }),
  ]
}
