import type { CacheObserver } from '../ports/observer.ts'
import type { CircuitBreaker } from '../policies/circuit-breaker.ts'
import type { Clock } from '../ports/clock.ts'
import { type CacheErrorCode, CacheError, StoreError } from '../errors.ts'
import type { NodeBreakers, Side } from './node-breakers.ts'
import type { OperationName, OperationRecorder } from '../metrics/cache-stats.ts'
import { DeadlineQueue } from '../policies/deadline-queue.ts'
import { RefusedOperations } from './refused-operations.ts'
import { RetryBudget } from '../policies/retry-budget.ts'

export interface StoreGuardOptions {
  /** Names the backend in messages. */
  readonly name: string
  readonly breakers: NodeBreakers
  /** How long one call may hold up a caller, in ms. */
  readonly deadlineMs: number
  readonly clock: Clock
  readonly observer: CacheObserver | undefined
  readonly record: OperationRecorder
}

/** Where a call goes, and what it needs of that node. */
export interface CallTarget {
  readonly node: string
  readonly side: Side
}

/** What may be asked again when its answer was lost: it changes nothing. */
const REPEATABLE: ReadonlySet<OperationName> = new Set(['l2.get', 'l2.getMany'])

/**
 * Calls to the backend behind a deadline and the breakers of its nodes. What fails is counted, reported and answered with
 * `undefined`. A read whose connection broke under it is asked once more, on another one, while time and the budget of
 * retries last.
 */
export class StoreGuard {
  readonly breakers: NodeBreakers
  readonly #options: StoreGuardOptions
  readonly #deadlines: DeadlineQueue
  readonly #refused = new RefusedOperations()
  readonly #retries = new RetryBudget()
  #running = 0
  #onIdle: (() => void)[] = []

  constructor(options: StoreGuardOptions) {
    this.breakers = options.breakers
    this.#options = options
    this.#deadlines = new DeadlineQueue(options.clock, options.deadlineMs)
  }

  /** `undefined` when the call failed or was not made. Never rejects. One promise and no more: reads are many. */
  run<T>(
    operation: OperationName,
    { node, side }: CallTarget,
    call: () => Promise<T>,
  ): Promise<T | undefined> {
    const { record, clock } = this.#options
    // Before a permit is taken, which somebody would wait for.
    if (!this.#refused.isEmpty && this.#refused.isPaused(node, operation, clock.monotonic()))
      return this.#skip(operation, 'STORE_MISCONFIGURED')
    const breaker = this.breakers.of(node)[side]
    const permit = breaker.tryAcquire()
    if (permit === 0) return this.#skip(operation, 'CIRCUIT_OPEN')
    const startedAt = clock.monotonic()
    this.#running++
    return new Promise((resolve) => {
      const fail = (error: unknown) => {
        this.#end()
        const now = clock.monotonic()
        breaker.record(counts(error, side) ? 'failure' : 'neutral', permit, deadline.elapsedMs(now), now)
        this.#report(node, operation, error, now)
        resolve(undefined)
      }
      const deadline = this.#deadlines.add(startedAt, () => fail(this.#late()))
      const succeed = (result: T) => {
        if (!deadline.end()) return
        this.#end()
        const now = clock.monotonic()
        breaker.record('success', permit, deadline.elapsedMs(now), now)
        record.done(operation, now - startedAt)
        this.#retries.earn()
        if (!this.#refused.isEmpty) this.#refused.allow(node, operation)
        resolve(result)
      }
      const failLast = (error: unknown) => {
        if (deadline.end()) fail(error)
      }
      started(call).then(succeed, (error: unknown) => {
        if (deadline.isRunning && this.#mayRepeat(operation, breaker, permit, error))
          started(call).then(succeed, failLast)
        else failLast(error)
      })
    })
  }

  /** Resolves when no call is under way; each ends within the deadline. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve()
    return new Promise((resolve) => this.#onIdle.push(resolve))
  }

  /** The call's own end, or DEADLINE_EXCEEDED: for background work that no breaker is asked about. */
  bounded<T>(call: Promise<T>): Promise<T> {
    return this.#deadlines.race(call, () => this.#late())
  }

  #skip(operation: OperationName, code: CacheErrorCode): Promise<undefined> {
    this.#options.record.error(operation, code)
    return Promise.resolve(undefined)
  }

  #end(): void {
    if (--this.#running === 0) for (const wake of this.#onIdle.splice(0)) wake()
  }

  /** The breaker sees attempts: the first one has failed, and it may have been the last that was let through. */
  #mayRepeat(operation: OperationName, breaker: CircuitBreaker, permit: number, error: unknown): boolean {
    if (!(error instanceof StoreError && error.wasUnderWay && REPEATABLE.has(operation))) return false
    if (!this.#retries.trySpend()) return false
    breaker.record('failure', permit)
    // While it stays closed, all permits are the same one.
    return breaker.tryAcquire() === permit
  }

  #late(): StoreError {
    const { name, deadlineMs } = this.#options
    const message = `The store ${name} did not answer within ${deadlineMs} ms.`
    return new StoreError('DEADLINE_EXCEEDED', 'all', message, { retryable: true })
  }

  #report(node: string, operation: OperationName, error: unknown, now: number): void {
    const { record, observer, name } = this.#options
    const code: CacheErrorCode = error instanceof CacheError ? error.code : 'STORE_REJECTED'
    record.error(operation, code)
    const isRefused = error instanceof StoreError && error.scope === 'none' && code === 'STORE_MISCONFIGURED'
    if (isRefused && !this.#refused.refuse(node, operation, now)) return
    observer?.on({ type: 'store-error', operation, code, message: messageOf(error, name) })
  }
}

/** Whether a failure says that this side of the node does not work. */
function counts(error: unknown, side: Side): boolean {
  const scope = error instanceof StoreError ? error.scope : 'none'
  return scope === 'all' || (scope === 'writes' && side === 'write')
}

/** What a call throws before it has begun is its failure too. */
function started<T>(call: () => Promise<T>): Promise<T> {
  try {
    return call()
  } catch (error) {
    return Promise.reject(error)
  }
}

/** A message that is fit for logs: what is not one of our errors may hold anything. */
export function messageOf(error: unknown, name: string): string {
  return error instanceof CacheError ? error.message : `The store ${name} failed in an unforeseen way.`
}
