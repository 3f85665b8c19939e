import { CacheError } from './errors.ts'

/** Deepest nesting a value may have. Real answers stay below 20; a cycle is found by it as well. */
export const MAX_VALUE_DEPTH = 100

/**
 * Checks that JSON can carry a value unchanged, freezes it all the way down unless `freeze` is false, and estimates its
 * size in memory: one pass for all three. A caller can then not change what the cache holds through what it was given.
 * Returns bytes. -0 passes: it comes back as 0, which equals it. Throws VALUE_NOT_CARRIABLE, naming the path, for anything that would come back different:
 * undefined inside a value, NaN, bigint, functions, symbols, dates, maps, class instances, accessors, holes.
 */
export function sealValue(value: unknown, freeze = true): number {
  return value === undefined ? 8 : seal(value, undefined, 0, freeze)
}

/**
 * `sealValue` for a value that JSON.parse has just made: to be frozen and sized, and refused only where somebody else
 * wrote what `sealValue` would not have let in: nesting without end, and keys named `__proto__`, which are harmless until
 * the value is merged into another object. Returns bytes. Throws VALUE_NOT_CARRIABLE.
 */
export function sealParsed(value: unknown, freeze = true, depth = 0): number {
  if (typeof value === 'string') return 24 + value.length
  if (typeof value !== 'object' || value === null) return 8
  if (depth >= MAX_VALUE_DEPTH) throw refused(undefined, `nesting deeper than ${MAX_VALUE_DEPTH} levels`)
  let bytes = 40
  if (Array.isArray(value)) for (const item of value) bytes += 8 + sealParsed(item, freeze, depth + 1)
  else {
    // Half the price of Object.values.
    for (const key in value) {
      if (key === '__proto__') throw refused(undefined, 'an own property named __proto__')
      bytes += 8 + sealParsed((value as Record<string, unknown>)[key], freeze, depth + 1)
    }
  }
  if (freeze) Object.freeze(value)
  return bytes
}

/** Where a value stands, built only when an error needs it. */
interface Place {
  readonly parent: Place | undefined
  readonly key: string | number
}

function seal(value: unknown, place: Place | undefined, depth: number, freeze: boolean): number {
  switch (typeof value) {
    case 'string':
      return 24 + value.length
    case 'number':
      if (!Number.isFinite(value)) throw refused(place, `the number ${value}`)
      return 8
    case 'boolean':
      return 8
    case 'object':
      if (value === null) return 8
      if (depth >= MAX_VALUE_DEPTH)
        throw refused(place, `nesting deeper than ${MAX_VALUE_DEPTH} levels (or a cycle)`)
      return Array.isArray(value)
        ? sealArray(value, place, depth, freeze)
        : sealObject(value, place, depth, freeze)
    default:
      throw refused(place, `a value of type ${typeof value}`)
  }
}

function sealArray(
  array: readonly unknown[],
  parent: Place | undefined,
  depth: number,
  freeze: boolean,
): number {
  let bytes = 40 + 8 * array.length
  for (let index = 0; index < array.length; index++) {
    const item = array[index]
    bytes +=
      typeof item === 'string' ? 24 + item.length : seal(item, { parent, key: index }, depth + 1, freeze)
  }
  if (Object.keys(array).length !== array.length) throw refused(parent, 'an array with extra properties')
  if (freeze) Object.freeze(array)
  return bytes
}

function sealObject(object: object, parent: Place | undefined, depth: number, freeze: boolean): number {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null)
    throw refused(parent, `an instance of ${className(object)}`)
  if (Object.getOwnPropertySymbols(object).length > 0) throw refused(parent, 'a property named by a symbol')
  let bytes = 40
  // getOwnPropertyNames rather than keys: a hidden property would be lost on the way.
  for (const key of Object.getOwnPropertyNames(object)) {
    const place = { parent, key }
    if (key === '__proto__') throw refused(place, 'an own property named __proto__')
    const item = (object as Record<string, unknown>)[key]
    bytes += 8 + seal(item, place, depth + 1, freeze)
  }
  refuseAccessors(object, parent)
  if (freeze) Object.freeze(object)
  return bytes
}

/** A getter may answer differently each time, and Object.freeze does not stop it. */
function refuseAccessors(object: object, parent: Place | undefined): void {
  if (Object.isFrozen(object)) return
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
    if (descriptor.get || descriptor.set || !descriptor.enumerable)
      throw refused({ parent, key }, 'a getter, setter or hidden property')
  }
}

function refused(place: Place | undefined, what: string): CacheError {
  return new CacheError(
    'VALUE_NOT_CARRIABLE',
    `The cache cannot carry ${what} at ${pathOf(place)} unchanged: store plain JSON (null, booleans, finite numbers, strings, arrays, plain objects), for dates an ISO string.`,
  )
}

function pathOf(place: Place | undefined): string {
  if (!place) return '$'
  const step =
    typeof place.key === 'number'
      ? `[${place.key}]`
      : /^[\p{L}_$][\p{L}\d_$]*$/u.test(place.key)
        ? `.${place.key}`
        : `[${JSON.stringify(place.key)}]`
  return pathOf(place.parent) + step
}

function className(object: object): string {
  const constructor: unknown = (object as { constructor?: unknown }).constructor
  return typeof constructor === 'function' && constructor.name ? constructor.name : 'an unnamed class'
}
