import type { Exchange } from './exchange.ts'
import type { Quirks } from './quirks.ts'

export interface HoldOptions {
  /** From the request's arrival. */
  readonly forMs: number
  /** Sends the sign of life. */
  readonly keepAlive: () => void
}

/** Holds a request back, with signs of life where the provider gives them. False when it is over before its answer. */
export async function holdOn(
  exchange: Exchange,
  { keepAliveMs, waitLimitMs }: Pick<Quirks, 'keepAliveMs' | 'waitLimitMs'>,
  { forMs, keepAlive }: HoldOptions,
): Promise<boolean> {
  const untilMs = Math.min(forMs, waitLimitMs ?? forMs)
  for (let at = keepAliveMs ?? untilMs; at < untilMs; at += keepAliveMs ?? untilMs) {
    await exchange.waitFor(at)
    if (exchange.signal.aborted) return false
    keepAlive()
  }
  await exchange.waitFor(untilMs)
  if (exchange.signal.aborted) return false
  if (untilMs === forMs) return true
  await exchange.breakOff()
  return false
}
