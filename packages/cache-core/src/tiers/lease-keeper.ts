import type { Clock, Timer } from '../ports/clock.ts'
import type { LeaseAnswer, LeaseBroker, LeaseOutcome, LeaseRequest } from '../ports/lease-broker.ts'
import type { OperationRecorder } from '../metrics/cache-stats.ts'
import type { Random } from '../ports/random.ts'
import type { CallTarget, StoreGuard } from './store-guard.ts'

export interface LeaseKeeperOptions {
  readonly leases: LeaseBroker
  readonly guard: StoreGuard
  /** Told how long loads of other processes were waited for. */
  readonly record: OperationRecorder
  /** How long a holder that died holds up the others, in ms. */
  readonly leaseMs: number
  readonly clock: Clock
  readonly random: Random
}

export interface TurnRequest {
  readonly key: string
  /** See LeaseRequest. */
  readonly stamp: LeaseRequest['stamp']
  readonly notBefore: number
  /** Ends the wait. */
  readonly signal: AbortSignal
  /** Monotonic instant after which this caller waits no more. */
  readonly waitUntil: number
  /** Called when another process is found to load the key. */
  readonly onWaiting: (() => void) | undefined
  /** Nobody in this process waits for the load. */
  readonly isBackground: boolean
  /** Called when somebody in another process waits for the load that this turn is for. */
  readonly onWanted: () => void
}

/** Leave to load: end it with what became of the load. */
export interface Lease {
  /** Gives it back. Never rejects. */
  readonly end: (outcome: LeaseOutcome) => Promise<void>
}

/**
 * What to do about a key that nobody has: look for it again since another process may have loaded it, and if there is a
 * lease, load it then.
 */
export interface Turn {
  readonly lookAgain: boolean
  readonly lease: Lease | undefined
}

/**
 * So often within the life of a lease whoever waits looks again unasked: the message that wakes them may be lost, and a
 * value that has long been stored is not to be waited for.
 */
const LOOKS = 2

/** So often a release is sent within the life of a lease, while nobody acknowledges it. */
const RELEASES = 8

const ALONE: Turn = { lookAgain: false, lease: { end: async () => {} } }

/** One load per key across processes: takes leases, renews them while a load runs, and waits for those of others. */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions
  #isClosed = false
  readonly #waiting = new Map<string, Set<(outcome: LeaseOutcome) => void>>()
  /** Leases held in the background, by key: who is told that somebody waits. */
  readonly #background = new Map<string, () => void>()

  constructor(options: LeaseKeeperOptions) {
    this.#options = options
    options.leases.listen({
      released: (key, outcome) => {
        for (const wake of this.#waiting.get(key) ?? []) wake(outcome)
      },
      wanted: (key) => this.#background.get(key)?.(),
    })
  }

  /**
   * Resolves when this process may load the key, or should look for what another has loaded. Without the backend, and
   * after another process has failed, everybody may.
   */
  async turn(request: TurnRequest): Promise<Turn> {
    const { key, stamp, notBefore, signal, waitUntil, onWaiting, isBackground } = request
    const { leases, guard, leaseMs, random, clock, record } = this.#options
    // A backend that has just failed to answer is not waited for a second time.
    if (guard.breakers.of(leases.nodeOf(key)).read.failures > 0) return ALONE
    const token = Math.floor(random.next() * 2 ** 52).toString(36)
    const waiting = this.#listen(key)
    // Before it is asked for: whoever finds it taken tells so once.
    if (isBackground) this.#background.set(key, request.onWanted)
    let isHeld = false
    try {
      const answer = await this.#acquire(key, { token, ttlMs: leaseMs, stamp, notBefore, isBackground })
      if (!answer) return ALONE
      isHeld = answer.acquired
      if (answer.acquired) return { lookAgain: answer.afterRelease, lease: this.#hold(request, token) }
      onWaiting?.()
      const waitsFrom = clock.monotonic()
      const waitMs = Math.min(answer.remainingMs, leaseMs / LOOKS, waitUntil - clock.monotonic())
      const outcome = await waiting.end(Math.max(0, waitMs), signal)
      record.done('lease.wait', clock.monotonic() - waitsFrom)
      return outcome === 'failed' ? ALONE : { lookAgain: true, lease: undefined }
    } finally {
      waiting.stop()
      if (!isHeld) this.#forget(request)
    }
  }

  /** What has not been given back yet ends by itself. */
  close(): void {
    this.#isClosed = true
  }

  /** `undefined` when there was no answer in time; a lease that comes later is given back. */
  async #acquire(key: string, request: LeaseRequest): Promise<LeaseAnswer | undefined> {
    const { leases, guard } = this.#options
    let isLate = false
    let isSent = false
    const answer = await guard.run('lease', this.#targetOf(key), async () => {
      isSent = true
      const found = await leases.acquire(key, request)
      if (isLate && found.acquired) await leases.release(key, request.token, 'failed')
      return found
    })
    isLate = true
    // It may have been taken all the same, by a server that fell silent.
    if (!answer && isSent) this.#releaseLater(key, request.token, 'failed', this.#leaseEnd())
    return answer
  }

  #hold(request: TurnRequest, token: string): Lease {
    const { key } = request
    const { leases, guard, leaseMs, clock } = this.#options
    const renewLater = (): Timer => {
      const next = clock.setTimer(() => {
        void guard.run('lease', this.#targetOf(key), () => leases.renew(key, token, leaseMs))
        timer = renewLater()
      }, leaseMs / 3)
      next.unref()
      return next
    }
    let timer = renewLater()
    return {
      end: async (outcome) => {
        timer.cancel()
        this.#forget(request)
        await this.#release(key, token, outcome, this.#leaseEnd())
      },
    }
  }

  #forget({ key, onWanted }: TurnRequest): void {
    if (this.#background.get(key) === onWanted) this.#background.delete(key)
  }

  /** Until the lease would have ended by itself: a release that was lost must not hold up the others. */
  async #release(key: string, token: string, outcome: LeaseOutcome, until: number): Promise<void> {
    const { leases, guard } = this.#options
    const isDone = await guard.run('lease', this.#targetOf(key), async () => {
      await leases.release(key, token, outcome)
      return true
    })
    if (!isDone) this.#releaseLater(key, token, outcome, until)
  }

  #releaseLater(key: string, token: string, outcome: LeaseOutcome, until: number): void {
    const { leaseMs, clock } = this.#options
    const pauseMs = leaseMs / RELEASES
    if (this.#isClosed || clock.monotonic() + pauseMs > until) return
    const again = () => void (this.#isClosed || this.#release(key, token, outcome, until))
    clock.setTimer(again, pauseMs).unref()
  }

  /** When a lease that is not renewed any more ends. */
  #leaseEnd(): number {
    return this.#options.clock.monotonic() + this.#options.leaseMs
  }

  #targetOf(key: string): CallTarget {
    return { node: this.#options.leases.nodeOf(key), side: 'read' }
  }

  /** Listens from now on, so that no release is missed between asking and waiting. */
  #listen(key: string): Listening {
    const released = Promise.withResolvers<LeaseOutcome | undefined>()
    const wakers = this.#waiting.get(key) ?? new Set()
    wakers.add(released.resolve)
    this.#waiting.set(key, wakers)
    const giveUp = () => released.resolve(undefined)
    let timer: Timer | undefined
    let leave = () => {}
    return {
      end: (ms, signal) => {
        timer = this.#options.clock.setTimer(giveUp, ms)
        signal.addEventListener('abort', giveUp, { once: true })
        leave = () => signal.removeEventListener('abort', giveUp)
        if (signal.aborted) giveUp()
        return released.promise
      },
      stop: () => {
        timer?.cancel()
        leave()
        wakers.delete(released.resolve)
        if (wakers.size === 0) this.#waiting.delete(key)
      },
    }
  }
}

interface Listening {
  /** The release, or `undefined` after `ms` or when the signal aborts. */
  readonly end: (ms: number, signal: AbortSignal) => Promise<LeaseOutcome | undefined>
  readonly stop: () => void
}
