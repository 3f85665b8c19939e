import type { CacheObserver } from '../ports/observer.ts'
import type { Clock } from '../ports/clock.ts'
import { type CacheErrorCode, CacheError, StoreError } from '../errors.ts'
import type { NodeBreakers, Side } from './node-breakers.ts'
import type { OperationName, OperationRecorder } from '../metrics/cache-stats.ts'
import { DeadlineQueue } from '../policies/deadline-queue.ts'

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

/** Calls to the backend behind a deadline and the breakers of its nodes. What fails is counted, reported and answered with `undefined`. */
export class StoreGuard {
  readonly breakers: NodeBreakers
  readonly #options: StoreGuardOptions
  readonly #deadlines: DeadlineQueue
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
    const breaker = this.breakers.of(node)[side]
    const permit = breaker.tryAcquire()
    if (permit === 0) {
      record.error(operation, 'CIRCUIT_OPEN')
      return Promise.resolve(undefined)
    }
    const startedAt = clock.monotonic()
    this.#running++
    return new Promise((resolve) => {
      const fail = (error: unknown) => {
        this.#end()
        breaker.record(counts(error, side) ? 'failure' : 'neutral', permit)
        this.#report(operation, error)
        resolve(undefined)
      }
      const deadline = this.#deadlines.add(startedAt, () => fail(this.#late()))
      started(call).then(
        (result) => {
          if (!deadline.end()) return
          this.#end()
          breaker.record('success', permit)
          record.done(operation, clock.monotonic() - startedAt)
          resolve(result)
        },
        (error: unknown) => {
          if (deadline.end()) fail(error)
        },
      )
    })
  }

  #end(): void {
    if (--this.#running === 0) for (const wake of this.#onIdle.splice(0)) wake()
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

  #late(): StoreError {
    const { name, deadlineMs } = this.#options
    const message = `The store ${name} did not answer within ${deadlineMs} ms.`
    return new StoreError('DEADLINE_EXCEEDED', 'all', message, { retryable: true })
  }

  #report(operation: OperationName, error: unknown): void {
    const code: CacheErrorCode = error instanceof CacheError ? error.code : 'STORE_REJECTED'
    this.#options.record.error(operation, code)
    const message = messageOf(error, this.#options.name)
    this.#options.observer?.on({ type: 'store-error', operation, code, message })
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
