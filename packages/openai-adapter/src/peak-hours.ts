/** UTC hours, first included and last excluded, from Monday to Friday: 9 to 12 and 14 to 18 in Beijing. */
const PEAK_HOURS: readonly (readonly [from: number, to: number])[] = [
  [1, 4],
  [6, 10],
]

/**
 * Weekdays that are public holidays in China and have no peak. A day that is missing here is charged as peak, so that an
 * estimate is rather too high: add each year's list when it is published. As announced for 2026; no bill was compared.
 */
const HOLIDAYS: ReadonlySet<string> = new Set([
  '2026-09-25',
  '2026-10-01',
  '2026-10-02',
  '2026-10-05',
  '2026-10-06',
  '2026-10-07',
])

/** Whether DeepSeek charges its peak price for a request that begins at `at` (ms since the epoch). */
export function isPeak(at: number): boolean {
  const date = new Date(at)
  const day = date.getUTCDay()
  if (day === 0 || day === 6 || HOLIDAYS.has(date.toISOString().slice(0, 10))) return false
  const hour = date.getUTCHours()
  return PEAK_HOURS.some(([from, to]) => hour >= from && hour < to)
}
