/** What the source holds, who invalidated what and when, and whether what was read is in keeping with it. */
export class Ledger {
  readonly #deltaMs: number
  readonly #versions = new Map<string, number>()
  readonly #invalidations: Invalidation[] = []
  readonly #violations: string[] = []
  #order = 0

  constructor(deltaMs: number) {
    this.#deltaMs = deltaMs
  }

  get violations(): readonly string[] {
    return this.#violations
  }

  fail(violation: string): void {
    this.#violations.push(violation)
  }

  /** The version that the source has now. */
  version(key: string): number {
    return this.#versions.get(key) ?? 0
  }

  /** The source changes. */
  write(key: string): number {
    const version = this.version(key) + 1
    this.#versions.set(key, version)
    return version
  }

  /** An invalidation is asked for: values older than what the source has now must go. */
  beginInvalidation(process: string, name: string, keys: readonly string[]): Invalidation {
    const versions = new Map(keys.map((key) => [key, this.version(key)]))
    const invalidation = {
      id: this.#invalidations.length,
      began: ++this.#order,
      process,
      name,
      versions,
      returned: Infinity,
      acknowledgedAt: Infinity,
      isLost: false,
    }
    this.#invalidations.push(invalidation)
    return invalidation
  }

  /** The log has lost its memory: until it is told again, only strict reads are bound by what it had taken. */
  loseLog(): void {
    for (const invalidation of this.#invalidations) invalidation.isLost = true
  }

  /** Processes that live have told the log again. */
  regainLog(living: readonly string[]): void {
    for (const invalidation of this.#invalidations)
      if (living.includes(invalidation.process)) invalidation.isLost = false
  }

  endInvalidation(invalidation: Invalidation, acknowledged: boolean, now: number): void {
    invalidation.returned = ++this.#order
    if (acknowledged) invalidation.acknowledgedAt = now
  }

  beginRead(process: string, key: string, kind: 'bounded' | 'strict', now: number): Read {
    return { process, key, kind, startedAt: now, order: ++this.#order }
  }

  /** Holds what a read gave against every invalidation that it must know of. `undefined` is never too old. */
  endRead(read: Read, value: Value | undefined, context: string): void {
    if (value === undefined) return
    const { version, setBy } = value
    const setReturned = setBy === undefined ? 0 : (this.#invalidations[setBy]?.returned ?? 0)
    for (const invalidation of this.#invalidations) {
      const least = invalidation.versions.get(read.key)
      if (least === undefined || version >= least || !this.#binds(invalidation, read)) continue
      // A value that was set while something was invalidated may count as set afterwards.
      if (invalidation.began < setReturned) continue
      this.#violations.push(
        `${read.process} read version ${version} of ${read.key} (${read.kind}, ${context}) after ${invalidation.process} ` +
          `had invalidated what is older than ${least} by ${invalidation.name}`,
      )
    }
  }

  #binds(invalidation: Invalidation, read: Read): boolean {
    if (invalidation.returned >= read.order) return false
    if (invalidation.process === read.process) return true
    if (invalidation.acknowledgedAt === Infinity) return false
    if (read.kind === 'strict') return true
    return !invalidation.isLost && read.startedAt >= invalidation.acknowledgedAt + this.#deltaMs
  }
}

/** What is cached: the source's version, and for a value that was set, by which invalidation. */
export interface Value {
  readonly version: number
  readonly setBy?: number
}

export interface Invalidation {
  readonly id: number
  /** Place of its call in the order of all calls and returns. */
  readonly began: number
  readonly process: string
  readonly name: string
  readonly versions: ReadonlyMap<string, number>
  /** Place of its return in the order of all returns and starts. */
  returned: number
  acknowledgedAt: number
  isLost: boolean
}

export interface Read {
  readonly process: string
  readonly key: string
  readonly kind: 'bounded' | 'strict'
  readonly startedAt: number
  readonly order: number
}
