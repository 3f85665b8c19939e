/** One request that counts: on its way since `leftAt`, or answered, and free at `freeAt`. */
export interface Slot {
  readonly scopes: readonly string[]
  readonly leftAt: number
  readonly isUnderWay: boolean
  readonly freeAt: number
}

/** A place in the order of all who wait: background last, then by since when. */
export interface Rank {
  readonly isBackground: boolean
  readonly since: number
}

export interface Want extends Rank {
  readonly scopes: readonly string[]
}

/** When a request may leave, and the scope that keeps it until then. */
export interface Place {
  readonly at: number
  readonly by: string
}

export interface Occupancy {
  /** Slots of the scope that may be taken. */
  readonly capacityOf: (scope: string) => number
  /** How many of a scope have to be served first. */
  readonly aheadIn: (scope: string) => number
  /** Whether interactive requests of the scope wait. */
  readonly isBusy: (scope: string) => boolean
}

/**
 * Which slots of which scopes are taken, in one process or in a ledger of several. Pure: time comes in as `now`. A
 * request that is under way keeps its slot: answered this instant, it would count for a whole window from now.
 */
export class SlotBook {
  readonly windowMs: number
  readonly holdMs: number
  readonly #quietUntil: number
  readonly #slots = new Map<string, Slot>()
  readonly #byScope = new Map<string, Set<string>>()
  readonly #lockedUntil = new Map<string, number>()
  readonly #background = new Map<string, number>()

  /** `quietUntil`: the instant before which nothing has a place. */
  constructor(windowMs: number, holdMs: number, quietUntil: number = Number.NEGATIVE_INFINITY) {
    this.windowMs = windowMs
    this.holdMs = holdMs
    this.#quietUntil = quietUntil
  }

  get slots(): ReadonlyMap<string, Slot> {
    return this.#slots
  }

  get scopes(): ReadonlySet<string> {
    return new Set([...this.#byScope.keys(), ...this.#lockedUntil.keys()])
  }

  put(id: string, slot: Slot): void {
    this.#slots.set(id, slot)
    for (const scope of slot.scopes) {
      const ids = this.#byScope.get(scope)
      if (ids) ids.add(id)
      else this.#byScope.set(scope, new Set([id]))
    }
  }

  take(id: string, { scopes, isBackground }: Want, at: number): void {
    this.put(id, { scopes, leftAt: at, isUnderWay: true, freeAt: at + this.holdMs + this.windowMs })
    if (isBackground) for (const scope of scopes) this.#background.set(scope, at)
  }

  /** The request was answered, and counts from now. */
  answer(id: string, now: number): void {
    const slot = this.#slots.get(id)
    if (slot?.isUnderWay) this.put(id, { ...slot, isUnderWay: false, freeAt: now + this.windowMs })
  }

  remove(id: string): void {
    const slot = this.#slots.get(id)
    this.#slots.delete(id)
    for (const scope of slot?.scopes ?? []) {
      const ids = this.#byScope.get(scope)
      ids?.delete(id)
      if (ids?.size === 0) this.#byScope.delete(scope)
    }
  }

  /** Never shortens a lockout. */
  lock(scope: string, until: number): void {
    this.#lockedUntil.set(scope, Math.max(until, this.#lockedUntil.get(scope) ?? until))
  }

  lockedUntil(scope: string): number {
    return this.#lockedUntil.get(scope) ?? Number.NEGATIVE_INFINITY
  }

  /** Forgets what does not count any more. */
  prune(now: number): void {
    for (const [id, { freeAt }] of this.#slots) if (freeAt <= now) this.remove(id)
    for (const [scope, until] of this.#lockedUntil) if (until <= now) this.#lockedUntil.delete(scope)
    for (const [scope, at] of this.#background) if (at + this.windowMs <= now) this.#background.delete(scope)
  }

  /** When the first of what is known now is over; infinite when there is nothing. */
  nextEndAt(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { freeAt } of this.#slots.values()) next = Math.min(next, freeAt)
    for (const until of this.#lockedUntil.values()) next = Math.min(next, until)
    return next
  }

  /** Requests that have left and count. What is taken ahead of its time does not yet. */
  used(scope: string, now: number): number {
    let used = 0
    for (const id of this.#byScope.get(scope) ?? []) {
      const slot = this.#slots.get(id)
      if (slot && slot.leftAt <= now && slot.freeAt > now) used++
    }
    return used
  }

  /** The earliest instant at which the request can have a slot of every scope. */
  place(want: Want, asked: number, { capacityOf, aheadIn, isBusy }: Occupancy): Place {
    const now = Math.max(asked, this.#quietUntil)
    let place: Place = { at: now, by: want.scopes[0] ?? '' }
    for (const scope of want.scopes) {
      const capacity = capacityOf(scope)
      const ahead = aheadIn(scope)
      let at = Math.max(this.#nth(scope, capacity, ahead, now), this.lockedUntil(scope))
      if (want.isBackground) {
        const pauseMs = this.windowMs / Math.max(1, capacity)
        // Whoever comes next finds another slot, or waits for it no longer than one slot's time.
        at = Math.max(at, this.#nth(scope, capacity, ahead + 1, now) - pauseMs)
        at = Math.max(at, (this.#background.get(scope) ?? Number.NEGATIVE_INFINITY) + pauseMs)
        if (isBusy(scope)) at = Math.max(at, now + pauseMs)
      }
      if (at > place.at) place = { at, by: scope }
    }
    return place
  }

  /** When `ahead + 1` slots of `room` can have been taken, if everybody takes theirs at once and is answered at once. */
  #nth(scope: string, room: number, ahead: number, now: number): number {
    if (room <= 0) return now + this.windowMs
    const times = this.#freeTimes(scope, now)
    const index = times.length - room + ahead
    if (index < 0) return now
    while (times.length < room) times.push(now + this.windowMs)
    const beyond = index - times.length
    if (beyond < 0) return times[index] as number
    const rounds = 1 + Math.floor(beyond / room)
    return (times[times.length - room + (beyond % room)] as number) + rounds * this.windowMs
  }

  /** Of what is taken, earliest first. */
  #freeTimes(scope: string, now: number): number[] {
    const times: number[] = []
    for (const id of this.#byScope.get(scope) ?? []) {
      const slot = this.#slots.get(id)
      if (!slot || slot.freeAt <= now) continue
      const { isUnderWay, leftAt, freeAt } = slot
      times.push(isUnderWay ? Math.min(freeAt, Math.max(now, leftAt) + this.windowMs) : freeAt)
    }
    return times.sort((a, b) => a - b)
  }
}

/** Whether `a` is served before `b`. */
export function isBefore(a: Rank, b: Rank): boolean {
  return a.isBackground === b.isBackground ? a.since < b.since : b.isBackground
}
