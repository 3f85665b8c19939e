import { describe, test } from 'vitest'
import { FakeClock } from './fake-clock.ts'
import { InMemoryBackend } from './in-memory-backend.ts'
import { invalidationLogContract } from './invalidation-log-contract.ts'
import { leaseBrokerContract } from './lease-broker-contract.ts'

describe('keeps the invalidation log contract', () => {
  const setup = async () => {
    const backend = new InMemoryBackend(new FakeClock())
    const state = backend.logState('ns')
    return {
      open: () => backend.openLog('ns'),
      flush: async () => backend.flush(),
      trim: async () => state.trim(),
      loseTail: async () => state.loseTail(1),
      close: () => backend.close(),
    }
  }
  for (const { name, run } of invalidationLogContract(setup)) test(name, run)
})

describe('keeps the lease contract', () => {
  const setup = async () => {
    const clock = new FakeClock()
    const backend = new InMemoryBackend(clock)
    return {
      open: async () => backend.openLeases('ns'),
      pass: (ms: number) => clock.advance(ms),
      close: () => backend.close(),
    }
  }
  for (const { name, run } of leaseBrokerContract(setup)) test(name, run)
})
