/** An instant, or a day. A day is midnight UTC. */
export class FormulaDate {
  readonly ms: number
  readonly isDateOnly: boolean
  /** What SET_TIMEZONE and SET_LOCALE asked DATETIME_FORMAT for. */
  readonly display: { readonly timeZone?: string; readonly locale?: string }

  constructor(ms: number, isDateOnly: boolean = false, display: FormulaDate['display'] = {}) {
    this.ms = ms
    this.isDateOnly = isDateOnly
    this.display = display
  }

  /** ISO, as FIND and `&` see it. */
  toString(): string {
    const iso = new Date(this.ms).toISOString()
    return this.isDateOnly ? iso.slice(0, 10) : iso
  }
}

/** The error value: it spreads through whatever uses it. */
export const ERROR: null = null

/** What a formula works with; `undefined` is blank. */
export type Value = undefined | number | string | boolean | FormulaDate | readonly Value[] | typeof ERROR

export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** Blank, 0, false, "", NaN, an empty array and errors are false; all else is true, "0" included. */
export function isTrue(value: Value): boolean {
  if (value === ERROR) return false
  return isArray(value) ? value.length > 0 : Boolean(value)
}

/** Arrays join with ", "; booleans are 1 and 0. */
export function toText(value: Value): string {
  if (value === undefined || value === ERROR) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? '1' : '0'
  return isArray(value) ? joined(value, ', ') : String(value)
}

/** Joins the items' texts. A text with a comma stands in quotes, so that a reader can tell items apart. */
export function joined(items: readonly Value[], separator: string): string {
  return flatten(items)
    .filter((item) => item !== undefined)
    .map((item) => (typeof item === 'string' && item.includes(',') ? `"${item}"` : toText(item)))
    .join(separator)
}

/** Blank is 0, an array of one is its item; text, dates and longer arrays are errors. */
export function toNumber(value: Value): number | typeof ERROR {
  if (typeof value === 'number') return value
  if (value === undefined) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  if (!isArray(value)) return ERROR
  if (value.length === 0) return 0
  return value.length === 1 ? toNumber(value[0]) : ERROR
}

/** All items of arrays within arrays, in order. */
export function flatten(values: readonly Value[]): readonly Value[] {
  return values.some(isArray)
    ? values.flatMap((value): readonly Value[] => (isArray(value) ? flatten(value) : [value]))
    : values
}

/** An array stands for its only item where that is a number or a date, else for its text. */
export function asScalar(value: Value): Exclude<Value, readonly Value[]> {
  if (!isArray(value)) return value
  if (value.includes(ERROR)) return ERROR
  const [only] = value
  const isPlain = typeof only === 'number' || typeof only === 'boolean' || only instanceof FormulaDate
  return value.length === 1 && isPlain ? only : toText(value) || undefined
}
