export { cacheStoreContract, type CacheStoreFixture } from './cache-store-contract.ts'
export { ChaosBackend } from './chaos-backend.ts'
export { ChaosStore } from './chaos-store.ts'
export type { ContractCase } from './contract-case.ts'
export { CreepingClock, FakeClock, settle } from './fake-clock.ts'
export { type Fault, FaultLines, type FaultTarget, type Line } from './fault-lines.ts'
export { InMemoryBackend } from './in-memory-backend.ts'
export { idempotencyStoreContract, type IdempotencyStoreFixture } from './idempotency-store-contract.ts'
export { InMemorySlotLedger } from './in-memory-slot-ledger.ts'
export { InMemoryStore } from './in-memory-store.ts'
export { invalidationLogContract, type InvalidationLogFixture } from './invalidation-log-contract.ts'
export {
  judgeReads,
  type ProcessHistory,
  type SeenInvalidation,
  type SeenRead,
  type SetTimes,
} from './judge-reads.ts'
export { leaseBrokerContract, type LeaseBrokerFixture } from './lease-broker-contract.ts'
export { rateBudgetContract, type RateBudgetFixture } from './rate-budget-contract.ts'
export { RecordingObserver } from './recording-observer.ts'
export { SeededRandom } from './seeded-random.ts'
