/** Share of calls that passes when a ramp begins. */
const START = 0.1

/** Lets a share of calls through that grows evenly to all of them. Not by chance: every share is spread over the calls. */
export class Ramp {
  readonly #ms: number
  #endsAt = 0
  /** Calls that there is room for. */
  #room = 0

  /** `ms` is how long it takes; 0 for no ramp. */
  constructor(ms: number) {
    this.#ms = ms
  }

  begin(now: number): void {
    this.#endsAt = now + this.#ms
    this.#room = 1
  }

  leftMs(now: number): number {
    return Math.max(0, this.#endsAt - now)
  }

  admits(now: number): boolean {
    const leftMs = this.leftMs(now)
    if (leftMs === 0) return true
    this.#room += Math.max(START, 1 - leftMs / this.#ms)
    if (this.#room < 1) return false
    this.#room--
    return true
  }
}
