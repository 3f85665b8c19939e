import { expect, test } from 'vitest'
import { FakeClock } from '../testing/fake-clock.ts'
import { idempotencyStoreContract } from '../testing/idempotency-store-contract.ts'
import { MemoryIdempotencyStore } from './memory-idempotency-store.ts'

const setup = async () => {
  const clock = new FakeClock()
  const store = new MemoryIdempotencyStore({ clock })
  return { store, pass: (ms: number) => clock.advance(ms), close: async () => {} }
}
for (const { name, run } of idempotencyStoreContract(setup)) test(name, run)

test('what is full refuses new requests and forgets none', async () => {
  const clock = new FakeClock()
  const store = new MemoryIdempotencyStore({ maxEntries: 2, clock })
  const claim = { fingerprint: 'f', token: 't', claimMs: 1_000, keepMs: 1_000 }
  await store.begin('one', claim)
  await store.begin('two', claim)

  await expect(store.begin('three', claim)).rejects.toMatchObject({ code: 'STORE_REJECTED' })
  expect(await store.begin('one', { ...claim, token: 'other' })).toMatchObject({ state: 'running' })
  await clock.advance(1_000)

  expect(await store.begin('three', claim)).toEqual({ state: 'begun' })
})
