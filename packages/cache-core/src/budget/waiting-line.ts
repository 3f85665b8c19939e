import type { AcquireOptions, Departure, RequestPriority } from '../ports/rate-budget.ts'
import type { Clock } from '../ports/clock.ts'
import { isBefore } from './slot-book.ts'
import { type Standing, Waiter } from './waiter.ts'

/** Requests with the same scopes, each kind in the order it came. */
interface Lane {
  readonly name: string
  readonly scopes: readonly string[]
  readonly waiting: Readonly<Record<RequestPriority, Set<Waiter>>>
}

export interface WaitingLineOptions {
  readonly clock: Clock
  /** How much longer than a read a write counts as having waited, in ms. */
  readonly headStartMs: number
  /** Somebody has left: admitted, late or aborted. */
  readonly onLeave: () => void
}

const PRIORITIES = ['interactive-write', 'interactive-read', 'background'] as const

/**
 * Requests of this process that wait for their slots. Interactive ones go in the order they came, where a write counts
 * as having come `headStartMs` earlier: a stream of writes holds a read up by no more than that. Background goes last.
 */
export class WaitingLine {
  readonly #options: WaitingLineOptions
  readonly #lanes = new Map<string, Lane>()

  constructor(options: WaitingLineOptions) {
    this.#options = options
  }

  get isEmpty(): boolean {
    return this.#lanes.size === 0
  }

  scopes(): readonly string[] {
    return [...this.#lanes.values()].flatMap(({ scopes }) => scopes)
  }

  /** How a request that came now would stand. */
  standingOf(scopes: readonly string[], priority: RequestPriority): Standing {
    const cameAt = this.#options.clock.monotonic()
    const since = priority === 'interactive-write' ? cameAt - this.#options.headStartMs : cameAt
    return { scopes, priority, cameAt, since, isBackground: priority === 'background' }
  }

  /** Takes a request in; it leaves by itself. */
  enter(standing: Standing, options: AcquireOptions): Promise<Departure> {
    const lane = this.#laneOf(standing.scopes)
    const own = lane.waiting[standing.priority]
    const waiter = new Waiter(standing, options, this.#options.clock, () => {
      own.delete(waiter)
      if (sizeOf(lane) === 0) this.#lanes.delete(lane.name)
      this.#options.onLeave()
    })
    own.add(waiter)
    return waiter.departure
  }

  /** The next of each lane, so many at most, and of all lanes in the order they are to be served. */
  heads(countOf: (scopes: readonly string[]) => number): readonly Waiter[] {
    const heads: Waiter[] = []
    for (const { scopes, waiting } of this.#lanes.values()) {
      const count = countOf(scopes)
      const next = PRIORITIES.flatMap((priority) => first(waiting[priority], count))
      heads.push(...next.sort(byRank).slice(0, count))
    }
    return heads.sort(byRank)
  }

  /** The one of those with these scopes who is next. */
  next(scopes: readonly string[]): Waiter | undefined {
    const lane = this.#lanes.get(nameOf(scopes))
    return lane && PRIORITIES.flatMap((priority) => first(lane.waiting[priority], 1)).sort(byRank)[0]
  }

  /** Who waits for a slot of the scope, by kind. */
  queued(scope: string): Readonly<Record<RequestPriority, number>> {
    const counts = { 'interactive-write': 0, 'interactive-read': 0, background: 0 }
    for (const { scopes, waiting } of this.#lanes.values())
      if (scopes.includes(scope))
        for (const priority of PRIORITIES) counts[priority] += waiting[priority].size
    return counts
  }

  /** How many with the same scopes wait. */
  sizeOf(scopes: readonly string[]): number {
    const lane = this.#lanes.get(nameOf(scopes))
    return lane ? sizeOf(lane) : 0
  }

  /** How many wait for the scope that a request of this kind lets go first, about. */
  ahead(scope: string, priority: RequestPriority): number {
    const queued = this.queued(scope)
    const writes = queued['interactive-write']
    if (priority === 'interactive-write') return writes
    const interactive = writes + queued['interactive-read']
    return priority === 'interactive-read' ? interactive : interactive + queued.background
  }

  #laneOf(scopes: readonly string[]): Lane {
    const name = nameOf(scopes)
    const known = this.#lanes.get(name)
    if (known) return known
    const waiting = {
      'interactive-write': new Set<Waiter>(),
      'interactive-read': new Set<Waiter>(),
      background: new Set<Waiter>(),
    }
    const lane = { name, scopes, waiting }
    this.#lanes.set(name, lane)
    return lane
  }
}

function nameOf(scopes: readonly string[]): string {
  return scopes.join('\n')
}

function byRank({ standing: a }: Waiter, { standing: b }: Waiter): number {
  return isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0
}

function sizeOf({ waiting }: Lane): number {
  return PRIORITIES.reduce((sum, priority) => sum + waiting[priority].size, 0)
}

function first(waiters: Iterable<Waiter>, count: number): Waiter[] {
  const found: Waiter[] = []
  for (const waiter of waiters) {
    if (found.length >= count) break
    found.push(waiter)
  }
  return found
}
