/** Time, from outside. Core objects never read a clock of their own. */
export interface Clock {
  /** Wall time in ms since the epoch, for instants that other processes read. It may jump. */
  now(): number
  /** Monotonic time in ms from an arbitrary origin, for ages, deadlines and breakers. It never goes back. */
  monotonic(): number
  /** Calls `callback` once after `delayMs`. A pending timer keeps the process alive unless `unref` was called. */
  setTimer(callback: () => void, delayMs: number): Timer
}

export interface Timer {
  /** Idempotent; does nothing once the timer has fired. */
  cancel(): void
  /** Lets the process exit while the timer is pending: for background work nobody waits for. */
  unref(): void
}
