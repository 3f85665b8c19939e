import type { Clock } from '@larder/cache-core'

/** Waits for an instant of the clock's monotonic time, in ms, or until the signal aborts. */
export async function waitUntil(at: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const delayMs = at - clock.monotonic()
  if (delayMs <= 0 || signal.aborted) return
  await new Promise<void>((resolve) => {
    const end = (): void => {
      timer.cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = clock.setTimer(end, delayMs)
    signal.addEventListener('abort', end)
  })
}

/** Waits until the signal aborts. */
export async function waitForAbort(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
