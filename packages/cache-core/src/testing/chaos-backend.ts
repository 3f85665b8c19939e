import type {
  Barrier,
  InvalidationLog,
  LogAnswer,
  LogMessage,
  LogPosition,
  LogSnapshot,
} from '../ports/invalidation-log.ts'
import type {
  LeaseAnswer,
  LeaseBroker,
  LeaseListener,
  LeaseOutcome,
  LeaseRequest,
} from '../ports/lease-broker.ts'
import type { SharedBackend } from '../ports/shared-backend.ts'
import { ChaosStore } from './chaos-store.ts'
import { FaultLines } from './fault-lines.ts'

/** One process's view of a backend, whose calls and messages meet the faults of its lines. */
export class ChaosBackend implements SharedBackend {
  readonly store: ChaosStore
  readonly lines: FaultLines
  readonly #inner: SharedBackend

  constructor(inner: SharedBackend, lines: FaultLines = new FaultLines()) {
    this.#inner = inner
    this.lines = lines
    this.store = new ChaosStore(inner.store, lines)
  }

  openLog(namespace: string): InvalidationLog {
    return new ChaosLog(this.#inner.openLog(namespace), this.lines)
  }

  openLeases(namespace: string): LeaseBroker {
    return new ChaosLeases(this.#inner.openLeases(namespace), this.lines)
  }

  close(): Promise<void> {
    return this.#inner.close()
  }
}

class ChaosLog implements InvalidationLog {
  readonly #inner: InvalidationLog
  readonly #lines: FaultLines

  constructor(inner: InvalidationLog, lines: FaultLines) {
    this.#inner = inner
    this.#lines = lines
  }

  get node(): string {
    return this.#inner.node
  }

  append(barriers: readonly Barrier[], nonce: number, since: LogPosition): Promise<LogAnswer> {
    return this.#lines.pass('append', 'appends', () => this.#inner.append(barriers, nonce, since))
  }

  readSince(position: LogPosition): Promise<LogAnswer> {
    return this.#lines.pass('readSince', 'logReads', () => this.#inner.readSince(position))
  }

  snapshot(): Promise<LogSnapshot> {
    return this.#lines.pass('snapshot', 'logReads', () => this.#inner.snapshot())
  }

  endEra(era: number): Promise<void> {
    return this.#lines.pass('endEra', 'appends', () => this.#inner.endEra(era))
  }

  broadcast(barriers: readonly Barrier[]): Promise<void> {
    return this.#lines.pass('broadcast', 'messages', () => this.#inner.broadcast(barriers))
  }

  subscribe(onMessage: (message: LogMessage) => void, onGap: () => void): void {
    this.#inner.subscribe((message) => {
      if (this.#lines.faultOf('messages') === 'none') onMessage(message)
    }, onGap)
  }
}

class ChaosLeases implements LeaseBroker {
  readonly #inner: LeaseBroker
  readonly #lines: FaultLines

  constructor(inner: LeaseBroker, lines: FaultLines) {
    this.#inner = inner
    this.#lines = lines
  }

  nodeOf(key: string): string {
    return this.#inner.nodeOf(key)
  }

  acquire(key: string, request: LeaseRequest): Promise<LeaseAnswer> {
    return this.#lines.pass('acquire', 'leases', () => this.#inner.acquire(key, request))
  }

  renew(key: string, token: string, ttlMs: number): Promise<boolean> {
    return this.#lines.pass('renew', 'leases', () => this.#inner.renew(key, token, ttlMs))
  }

  release(key: string, token: string, outcome: LeaseOutcome): Promise<void> {
    return this.#lines.pass('release', 'leases', () => this.#inner.release(key, token, outcome))
  }

  listen({ released, wanted }: LeaseListener): void {
    const arrives = () => this.#lines.faultOf('messages') === 'none'
    this.#inner.listen({
      released: (key, outcome) => void (arrives() && released(key, outcome)),
      wanted: (key) => void (arrives() && wanted(key)),
    })
  }
}
