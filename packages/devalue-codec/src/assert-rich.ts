import { CacheError } from '@larder/cache-core'

/** As deep as plain values may be. Both ways are recursive. */
const MAX_DEPTH = 100

/** Where a value stands; written out only when an error needs it. */
interface Place {
  readonly parent: Place | undefined
  /** Of an entry of a Map its number: keys of maps are data. */
  readonly step: string | number
}

/** Throws VALUE_NOT_CARRIABLE, with the path, for what devalue would refuse without one, or change without a word. */
export function assertRich(value: unknown): void {
  check(value, undefined, 0, new Set())
}

function check(value: unknown, place: Place | undefined, depth: number, seen: Set<object>): void {
  if (typeof value === 'function' || typeof value === 'symbol')
    throw refused(place, `a value of type ${typeof value}`)
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  if (depth >= MAX_DEPTH) throw refused(place, `nesting deeper than ${MAX_DEPTH} levels`)
  seen.add(value)
  const inside = (item: unknown, step: string | number) =>
    check(item, { parent: place, step }, depth + 1, seen)
  if (Array.isArray(value)) checkArray(value, place, inside)
  else if (isExactly(value, Map)) checkMap(value, place, inside)
  else if (isExactly(value, Set)) checkSet(value, place, inside)
  else if (isExactly(value, Date)) refuseProperties(value, place)
  else checkObject(value, place, inside)
}

type Inside = (item: unknown, step: string | number) => void

function checkArray(array: readonly unknown[], place: Place | undefined, inside: Inside): void {
  if (Object.getPrototypeOf(array) !== Array.prototype) throw refused(place, 'a class of arrays')
  if (Object.getOwnPropertyNames(array).length !== array.length + 1 || hasSymbols(array))
    throw refused(place, 'an array with holes or extra properties')
  for (let index = 0; index < array.length; index++) {
    refuseAccessor(array, index, place)
    inside(array[index], index)
  }
}

function checkMap(map: ReadonlyMap<unknown, unknown>, place: Place | undefined, inside: Inside): void {
  refuseProperties(map, place)
  let index = 0
  for (const [key, item] of map) {
    inside(key, `.keys()[${index}]`)
    inside(item, `.values()[${index}]`)
    index++
  }
}

function checkSet(set: ReadonlySet<unknown>, place: Place | undefined, inside: Inside): void {
  refuseProperties(set, place)
  let index = 0
  for (const item of set) inside(item, `.values()[${index++}]`)
}

function checkObject(object: object, place: Place | undefined, inside: Inside): void {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null)
    throw refused(place, `an instance of ${className(object)}`)
  if (hasSymbols(object)) throw refused(place, 'a property named by a symbol')
  for (const key of Object.getOwnPropertyNames(object)) {
    refuseAccessor(object, key, place)
    if (key === '__proto__') throw refused(place, 'an own property named __proto__')
    inside((object as Record<string, unknown>)[key], pathStep(key))
  }
}

/** A subclass would come back as its parent, and one of another realm as ours. */
function isExactly<T extends object>(value: object, constructor: new () => T): value is T {
  return Object.getPrototypeOf(value) === constructor.prototype
}

function refuseProperties(object: object, place: Place | undefined): void {
  if (Object.getOwnPropertyNames(object).length > 0 || hasSymbols(object))
    throw refused(place, `a ${className(object)} with properties`)
}

function hasSymbols(object: object): boolean {
  return Object.getOwnPropertySymbols(object).length > 0
}

/** A getter would come back as what it last answered, and what is hidden not at all. */
function refuseAccessor(object: object, key: string | number, place: Place | undefined): void {
  const property = Object.getOwnPropertyDescriptor(object, key)
  if (property?.enumerable === true && 'value' in property) return
  const step = typeof key === 'number' ? key : pathStep(key)
  throw refused({ parent: place, step }, 'a getter, setter or hidden property')
}

function refused(place: Place | undefined, what: string): CacheError {
  return new CacheError(
    'VALUE_NOT_CARRIABLE',
    `The cache cannot carry ${what} at ${pathOf(place)} unchanged: devalueCodec carries plain JSON, Date, Map, Set, bigint, undefined and every number.`,
  )
}

function pathOf(place: Place | undefined): string {
  if (!place) return '$'
  const { parent, step } = place
  return pathOf(parent) + (typeof step === 'number' ? `[${step}]` : step)
}

function pathStep(key: string): string {
  return /^[\p{L}_$][\p{L}\d_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
}

function className(object: object): string {
  const constructor: unknown = (object as { constructor?: unknown }).constructor
  return typeof constructor === 'function' && constructor.name ? constructor.name : 'an unnamed class'
}
