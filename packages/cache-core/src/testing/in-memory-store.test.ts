import { describe, test } from 'vitest'
import { cacheStoreContract } from './cache-store-contract.ts'
import { ChaosStore } from './chaos-store.ts'
import { FakeClock } from './fake-clock.ts'
import { InMemoryStore } from './in-memory-store.ts'

describe('the in-memory store keeps the contract', () => {
  const setup = async () => {
    const clock = new FakeClock()
    return { store: new InMemoryStore(clock), pass: (ms: number) => clock.advance(ms) }
  }
  for (const { name, run } of cacheStoreContract(setup)) test(name, run)
})

describe('the chaos store without a fault keeps the contract', () => {
  const setup = async () => {
    const clock = new FakeClock()
    return { store: new ChaosStore(new InMemoryStore(clock)), pass: (ms: number) => clock.advance(ms) }
  }
  for (const { name, run } of cacheStoreContract(setup)) test(name, run)
})
