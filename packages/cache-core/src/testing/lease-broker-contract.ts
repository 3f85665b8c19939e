import assert from 'node:assert/strict'
import type { ContractCase } from './contract-case.ts'
import type { LeaseBroker, LeaseOutcome, LeaseRequest } from '../ports/lease-broker.ts'

export interface LeaseBrokerFixture {
  /** Opens the same leases again, as another process does; resolves when it hears of releases. */
  readonly open: () => Promise<LeaseBroker>
  /** Lets `ms` pass: moves a fake clock, or waits for a real one. */
  readonly pass: (ms: number) => Promise<void>
  readonly close: () => Promise<void>
}

const request = (token: string, more: Partial<LeaseRequest> = {}): LeaseRequest => ({
  token,
  ttlMs: 10_000,
  stamp: { era: 1, seq: 5 },
  notBefore: 0,
  ...more,
})

/** What every LeaseBroker does. `setup` gives one without any lease. */
export function leaseBrokerContract(setup: () => Promise<LeaseBrokerFixture>): readonly ContractCase[] {
  const contractCase = (
    name: string,
    body: (leases: LeaseBroker, fixture: LeaseBrokerFixture) => Promise<void>,
  ): ContractCase => ({
    name,
    run: async () => {
      const fixture = await setup()
      try {
        await body(await fixture.open(), fixture)
      } finally {
        await fixture.close()
      }
    },
  })
  return [...holdingCases(contractCase), ...releaseCases(contractCase), ...urgencyCases(contractCase)]
}

type MakeCase = (
  name: string,
  body: (leases: LeaseBroker, fixture: LeaseBrokerFixture) => Promise<void>,
) => ContractCase

function holdingCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase('one holds the lease of a key, and others are told for how long', async (leases) => {
      assert.deepEqual(await leases.acquire('k', request('a')), { acquired: true, afterRelease: false })
      const other = await leases.acquire('k', request('b'))
      assert.ok(!other.acquired && other.remainingMs > 0 && other.remainingMs <= 10_000)
      assert.equal((await leases.acquire('another', request('b'))).acquired, true)
    }),
    contractCase('a lease ends by itself', async (leases, { pass }) => {
      await leases.acquire('k', request('a', { ttlMs: 100 }))
      await pass(200)
      assert.deepEqual(await leases.acquire('k', request('b')), { acquired: true, afterRelease: false })
      assert.equal(await leases.renew('k', 'a', 1_000), false)
    }),
    contractCase('a renewed lease lives on', async (leases, { pass }) => {
      await leases.acquire('k', request('a', { ttlMs: 300 }))
      assert.equal(await leases.renew('k', 'a', 10_000), true)
      await pass(500)
      assert.equal((await leases.acquire('k', request('b'))).acquired, false)
    }),
    contractCase('a lease that an invalidation overtook is taken over', async (leases) => {
      await leases.acquire('k', request('a'))
      assert.equal((await leases.acquire('k', request('b', { notBefore: 5 }))).acquired, false)
      assert.equal((await leases.acquire('k', request('b', { notBefore: 6 }))).acquired, true)
      await leases.acquire('l', request('a'))
      assert.equal(
        (await leases.acquire('l', request('b', { notBefore: Number.POSITIVE_INFINITY }))).acquired,
        true,
      )
      await leases.acquire('m', request('a'))
      assert.equal((await leases.acquire('m', request('b', { stamp: { era: 2, seq: 0 } }))).acquired, true)
    }),
  ]
}

function releaseCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase('a lease given back is free, and the next holder knows that it was', async (leases) => {
      await leases.acquire('k', request('a'))
      await leases.release('k', 'a', 'kept')
      assert.deepEqual(await leases.acquire('k', request('b')), { acquired: true, afterRelease: true })
    }),
    contractCase('nobody gives back the lease of another', async (leases) => {
      await leases.acquire('k', request('a'))
      await leases.release('k', 'b', 'kept')
      await leases.release('k', '', 'kept')
      assert.equal((await leases.acquire('k', request('c'))).acquired, false)
    }),
    contractCase(
      'whoever waits is told how it ended, even if the lease was taken over',
      async (leases, { open }) => {
        const outcomes = new Map<string, LeaseOutcome>([
          ['a', 'kept'],
          ['b', 'failed'],
          ['ñ "c"', 'kept'],
        ])
        const heard: (readonly [string, LeaseOutcome])[] = []
        const isTold = Promise.withResolvers<void>()
        const waiting = await open()
        waiting.listen({
          released: (key, outcome) => {
            heard.push([key, outcome])
            if (heard.length === outcomes.size) isTold.resolve()
          },
          wanted: () => {},
        })
        for (const [key, outcome] of outcomes) {
          await leases.acquire(key, request('1'))
          await waiting.acquire(key, request('2'))
          await leases.acquire(key, request('3', { notBefore: 6 }))
          await leases.release(key, '1', 'failed')
          await leases.release(key, '3', outcome)
        }
        await isTold.promise
        // In whatever order: the keys may live on different nodes.
        assert.deepEqual(new Map(heard), outcomes)
      },
    ),
  ]
}

function urgencyCases(contractCase: MakeCase): readonly ContractCase[] {
  return [
    contractCase(
      'who holds a lease in the background is told once that somebody waits for it',
      async (leases, { open }) => {
        const wanted: string[] = []
        const isTold = Promise.withResolvers<void>()
        leases.listen({
          released: () => isTold.resolve(),
          wanted: (key) => wanted.push(key),
        })
        const other = await open()
        await leases.acquire('k', request('a', { isBackground: true }))
        await other.acquire('k', request('b', { isBackground: true }))
        await other.acquire('k', request('b'))
        await other.acquire('k', request('c'))
        await leases.acquire('awaited', request('a'))
        await other.acquire('awaited', request('b'))
        // Messages of a key keep their order.
        await leases.release('k', 'a', 'failed')
        await isTold.promise
        assert.deepEqual(wanted, ['k'])
        assert.equal((await other.acquire('k', request('b'))).acquired, true)
      },
    ),
    contractCase('whoever takes a lease over in the background is told, too', async (leases, { open }) => {
      const isTold = Promise.withResolvers<string>()
      const other = await open()
      leases.listen({ released: () => {}, wanted: (key) => isTold.resolve(key) })
      await other.acquire('k', request('a', { isBackground: true }))
      await leases.acquire('k', request('b', { isBackground: true }))
      await leases.acquire('k', request('c', { isBackground: true, notBefore: 6 }))
      await other.acquire('k', request('d'))
      assert.equal(await isTold.promise, 'k')
    }),
    contractCase(
      'a lease of the background is renewed and given back like any other',
      async (leases, { pass }) => {
        await leases.acquire('k', request('a', { ttlMs: 300, isBackground: true }))
        assert.equal(await leases.renew('k', 'a', 10_000), true)
        await pass(500)
        assert.equal((await leases.acquire('k', request('b'))).acquired, false)
        assert.equal(await leases.renew('k', 'a', 10_000), true)
        await leases.release('k', 'a', 'kept')
        assert.deepEqual(await leases.acquire('k', request('b')), { acquired: true, afterRelease: true })
      },
    ),
  ]
}
