import type { Clock } from '../ports/clock.ts'

/** The real clock. The only place, with math-random.ts, where core touches the outside world. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(callback, delayMs) {
    const handle = setTimeout(callback, Math.max(0, delayMs))
    return { cancel: () => clearTimeout(handle), unref: () => void handle.unref() }
  },
}
