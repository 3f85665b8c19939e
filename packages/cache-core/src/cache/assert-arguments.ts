import type { GetOrSetOptions } from './options.ts'
import { CacheError } from '../errors.ts'
import { MOST_HOT_KEYS } from '../metrics/hot-keys.ts'
import { checkRange, MAX_TIMER_MS, refuse } from './option-checks.ts'

/** Throws INVALID_ARGUMENT unless the options of a call are an object, or absent. */
export function assertOptions(options: unknown): void {
  if (options === undefined || (typeof options === 'object' && options !== null && !Array.isArray(options)))
    return
  throw received('options', 'an object or left out', options)
}

/** Throws INVALID_ARGUMENT unless a loader can be called. */
export function assertLoader(loader: unknown): void {
  if (typeof loader !== 'function') throw received('loader', 'a function', loader)
}

/** Throws INVALID_ARGUMENT unless keys, or entries, come as an array. */
export function assertList(name: 'keys' | 'entries', list: unknown): void {
  if (!Array.isArray(list)) throw received(name, 'an array', list)
}

/** Throws INVALID_ARGUMENT unless every entry is a pair. */
export function assertPairs(entries: readonly unknown[]): void {
  for (const entry of entries) {
    if (!Array.isArray(entry) || entry.length !== 2)
      throw received('entries', 'an array of [key, value] pairs', entry)
  }
}

/** Throws INVALID_ARGUMENT unless the name of a namespace or family is a string with something in it. */
export function assertName(name: unknown): asserts name is string {
  if (typeof name !== 'string' || name === '') throw received('name', 'a string with something in it', name)
}

/** Throws INVALID_ARGUMENT unless so many hot keys can be told. */
export function assertHotKeyLimit(limit: unknown): void {
  if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= MOST_HOT_KEYS) return
  const message = `limit is ${String(limit)}; it must be a whole number from 1 to ${MOST_HOT_KEYS}.`
  throw new CacheError('INVALID_ARGUMENT', message)
}

/** Checks what is not about entries in the options of a read. Throws INVALID_ARGUMENT. */
export function assertReadable(options: GetOrSetOptions | undefined): void {
  if (options === undefined) return
  assertOptions(options)
  const problems: string[] = []
  checkRange(problems, 'deadlineMs', options.deadlineMs, 1, MAX_TIMER_MS)
  const { consistency } = options
  if (consistency !== undefined && consistency !== 'bounded' && consistency !== 'strict')
    problems.push(`consistency is ${JSON.stringify(consistency)}; it must be "bounded" or "strict"`)
  refuse(problems)
}

function received(name: string, expected: string, value: unknown): CacheError {
  const what =
    value === null
      ? 'null'
      : value === ''
        ? 'an empty string'
        : Array.isArray(value)
          ? 'an array'
          : typeof value
  return new CacheError('INVALID_ARGUMENT', `${name} must be ${expected}; received ${what}.`)
}
