import type { Random } from '@larder/cache-core'

/** A value as the origin gives it, and as it must come back from any tier. */
export interface DrillValue {
  readonly key: string
  /** Of the key, in the origin, when it was read. */
  readonly version: number
  /** Number of the call that set it; absent in what was loaded. */
  readonly setBy?: number
  readonly note: string
}

/** How many loads the origin is made for at once. */
export const ORIGIN_LIMIT = 32
const LATENCY_MS = 6

/** What the caches stand in front of: slow, limited, and with a version for each key that grows with every change. */
export class Origin {
  readonly #versions = new Map<string, number>()
  readonly #random: Random
  #running = 0
  #peak = 0
  #loads = 0

  constructor(random: Random) {
    this.#random = random
  }

  get loads(): number {
    return this.#loads
  }

  /** The most loads that ran at once. */
  get peak(): number {
    return this.#peak
  }

  version(key: string): number {
    return this.#versions.get(key) ?? 0
  }

  /** The key changes; returns its new version. */
  change(key: string): number {
    const version = this.version(key) + 1
    this.#versions.set(key, version)
    return version
  }

  /** The value may be read early in the load and arrive late, as with any slow upstream. */
  async load(key: string): Promise<DrillValue> {
    this.#loads++
    this.#peak = Math.max(this.#peak, ++this.#running)
    try {
      const early = LATENCY_MS * this.#random.next()
      await pause(early)
      const version = this.version(key)
      await pause(LATENCY_MS - early)
      return { key, version, note: noteOf(key) }
    } finally {
      this.#running--
    }
  }
}

export function valueSet(key: string, version: number, setBy: number): DrillValue {
  return { key, version, setBy, note: noteOf(key) }
}

/** Whether a value is the one of its key, whole: a reply to another question would not be. */
export function isValueOf(key: string, value: unknown): value is DrillValue {
  const { key: its, version, note } = (value ?? {}) as Partial<DrillValue>
  return its === key && Number.isInteger(version) && note === noteOf(key)
}

function noteOf(key: string): string {
  return `${key} `.repeat(40)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
