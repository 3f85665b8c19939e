/** Waits that end: for what travels between processes there is no event to wait for. */

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks again and again until the answer is yes; resolves to whether it was before the time was up. */
export async function until(isSo: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  for (const end = performance.now() + limitMs; performance.now() < end; await wait(20))
    if (await isSo()) return true
  return false
}

/** How a call ended within the limit, and after how many ms. */
export interface Timed {
  readonly ms: number
  readonly outcome: 'answered' | 'failed' | 'waiting'
  readonly value?: unknown
}

export async function timed(call: Promise<unknown>, limitMs: number): Promise<Timed> {
  const beganAt = performance.now()
  const limit = Promise.withResolvers<void>()
  const timer = setTimeout(limit.resolve, limitMs)
  const ended = await Promise.race([
    call.then(
      (value) => ({ outcome: 'answered' as const, value }),
      (error: unknown) => ({ outcome: 'failed' as const, value: error }),
    ),
    limit.promise.then(() => ({ outcome: 'waiting' as const })),
  ])
  clearTimeout(timer)
  return { ...ended, ms: Math.round(performance.now() - beganAt) }
}
