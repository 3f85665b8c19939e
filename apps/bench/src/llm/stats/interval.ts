/** The two ends of an interval, both within it. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Whether a value lies in the interval. */
export function covers({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high
}

/** Whether the interval says that there is a difference: zero is not in it. */
export function excludesZero(interval: Interval): boolean {
  return !covers(interval, 0)
}
