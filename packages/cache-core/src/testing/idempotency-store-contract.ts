import assert from 'node:assert/strict'
import type { ContractCase } from './contract-case.ts'
import type { IdempotencyClaim, IdempotencyStore } from '../ports/idempotency-store.ts'

export interface IdempotencyStoreFixture {
  readonly store: IdempotencyStore
  /** Lets `ms` pass: moves a fake clock, or waits for a real one. */
  readonly pass: (ms: number) => Promise<void>
  readonly close: () => Promise<void>
}

const claim = (token: string, more: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({
  token,
  fingerprint: 'one table for two',
  claimMs: 10_000,
  keepMs: 60_000,
  ...more,
})

/** What every IdempotencyStore does. `setup` gives an empty one. */
export function idempotencyStoreContract(
  setup: () => Promise<IdempotencyStoreFixture>,
): readonly ContractCase[] {
  const contractCase = (
    name: string,
    body: (store: IdempotencyStore, fixture: IdempotencyStoreFixture) => Promise<void>,
  ): ContractCase => ({
    name,
    run: async () => {
      const fixture = await setup()
      try {
        await body(fixture.store, fixture)
      } finally {
        await fixture.close()
      }
    },
  })
  return [
    contractCase('one may do it, others are told that it is under way', async (store) => {
      assert.deepEqual(await store.begin('k', claim('a')), { state: 'begun' })
      assert.deepEqual(await store.begin('k', claim('a')), { state: 'begun' })
      const other = await store.begin('k', claim('b'))
      assert.ok(other.state === 'running' && other.remainingMs > 0 && other.remainingMs <= 10_000)
      assert.deepEqual(await store.begin('another', claim('b')), { state: 'begun' })
    }),
    contractCase('what was begun and not confirmed is free after its time', async (store, { pass }) => {
      await store.begin('k', claim('a', { claimMs: 50 }))
      await pass(100)
      const other = claim('b', { fingerprint: 'another' })
      assert.deepEqual(await store.begin('k', other), { state: 'begun' })
      assert.equal(await store.confirm('k', 'a', 10_000), false)
      assert.equal(await store.confirm('k', 'b', 10_000), true)
      assert.deepEqual(await store.begin('k', claim('c')), { state: 'different' })
    }),
    contractCase('a claim whose time is over cannot be confirmed', async (store, { pass }) => {
      await store.begin('k', claim('a', { claimMs: 50 }))
      await pass(100)
      assert.equal(await store.confirm('k', 'a', 10_000), false)
      assert.equal(await store.confirm('nothing', 'a', 10_000), false)
    }),
    contractCase('the answer is given to whoever asks again', async (store) => {
      const answer = '{"Ñ":"🥘", "empty":""}'
      await store.begin('k', claim('a'))
      assert.equal(await store.settle('k', 'a', answer), true)
      assert.deepEqual(await store.begin('k', claim('b')), { state: 'done', answer })
      assert.deepEqual(await store.begin('k', claim('a')), { state: 'done', answer })
    }),
    contractCase('an empty answer is one', async (store) => {
      await store.begin('k', claim('a'))
      await store.settle('k', 'a', '')
      assert.deepEqual(await store.begin('k', claim('b')), { state: 'done', answer: '' })
    }),
    contractCase('what nobody told the end of may have been done', async (store, { pass }) => {
      await store.begin('k', claim('a'))
      await store.confirm('k', 'a', 50)
      assert.equal((await store.begin('k', claim('b'))).state, 'running')
      await pass(100)
      assert.deepEqual(await store.begin('k', claim('b')), { state: 'unknown' })
      // Its answer may still come.
      assert.equal(await store.settle('k', 'a', 'late'), true)
      assert.deepEqual(await store.begin('k', claim('b')), { state: 'done', answer: 'late' })
    }),
    contractCase('whoever does it can tell that nobody knows', async (store) => {
      await store.begin('k', claim('a'))
      await store.confirm('k', 'a', 10_000)
      await store.settle('k', 'a', undefined)
      assert.deepEqual(await store.begin('k', claim('b')), { state: 'unknown' })
    }),
    contractCase('what was not done may be begun again, by anybody', async (store) => {
      await store.begin('k', claim('a'))
      assert.equal(await store.release('k', 'b'), false)
      assert.equal(await store.release('k', 'a'), true)
      assert.deepEqual(await store.begin('k', claim('b', { fingerprint: 'for three' })), { state: 'begun' })
      assert.equal(await store.settle('k', 'a', 'too late'), false)
      const other = await store.begin('k', claim('c', { fingerprint: 'for three' }))
      assert.equal(other.state, 'running')
    }),
    contractCase('a key is for one request, whatever became of it', async (store) => {
      const other = claim('b', { fingerprint: 'one table for ten' })
      await store.begin('k', claim('a'))
      assert.deepEqual(await store.begin('k', other), { state: 'different' })
      await store.settle('k', 'a', 'done')
      assert.deepEqual(await store.begin('k', other), { state: 'different' })
    }),
    contractCase('it is forgotten in the end', async (store, { pass }) => {
      await store.begin('k', claim('a', { keepMs: 200 }))
      await store.settle('k', 'a', 'done')
      await pass(400)
      assert.deepEqual(await store.begin('k', claim('b', { fingerprint: 'another' })), { state: 'begun' })
    }),
  ]
}
