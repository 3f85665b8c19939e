import type { Codec } from './ports/codec.ts'
import { CacheError } from './errors.ts'
import type { Isolation, IsolationMode, KeptValue } from './isolation.ts'
import { MAX_VALUE_DEPTH } from './seal-value.ts'

/**
 * A value that cannot be frozen, as its text. Freezing stops nobody from changing a Date or a Map: so each reader gets
 * one of its own, made as a reader of the shared tier makes it.
 */
class CodedValue {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/**
 * Isolation with a codec. What can be frozen is kept as that, and costs a hit nothing; the rest is kept as text, but for
 * `shared`, where everybody promised to change nothing. In the shared tier all is text: a program that expects dates
 * must not meet the strings of one without the codec, nor the other way round.
 */
export function codedIsolation(codec: Codec, mode: IsolationMode, json: Isolation): Isolation {
  // What the codec made, so that memory holds nothing that Redis would not give.
  const keep = (made: unknown, text: string): KeptValue => {
    const isKeptAsItIs = mode === 'shared' || freeze(made)
    return { value: isKeptAsItIs ? made : new CodedValue(text), bytes: 24 + text.length, text }
  }
  return {
    codecName: codec.name,
    take(value) {
      if (value === undefined) return json.take(value)
      // A value that is kept on.
      if (value instanceof CodedValue) return { value, bytes: 24 + value.text.length, text: value.text }
      const text = encoded(codec, value)
      return keep(mode === 'shared' ? value : decoded(codec, text), text)
    },
    takeStored({ value: text, codec: name }) {
      if (text === undefined) return json.take(text)
      if (name !== codec.name || typeof text !== 'string') return { unreadable: 'codec' }
      try {
        const value = codec.decode(text)
        return value === undefined ? { unreadable: 'decode' } : keep(value, text)
      } catch {
        return { unreadable: 'decode' }
      }
    },
    give: mode === 'shared' ? undefined : (value) => given(codec, value, json),
  }
}

/** Freezes all of a value, unless something in it can be changed all the same: then it freezes nothing, and answers `false`. */
function freeze(value: unknown): boolean {
  const found = new Set<object>()
  const isFreezable = collect(value, found, 0)
  if (isFreezable) for (const object of found) Object.freeze(object)
  return isFreezable
}

/** Gathers the arrays and plain objects of a value; `false` when there are others. Each once: some may be in many places. */
function collect(value: unknown, found: Set<object>, depth: number): boolean {
  if (typeof value === 'function') return false
  if (typeof value !== 'object' || value === null || found.has(value)) return true
  if (depth >= MAX_VALUE_DEPTH) return false
  found.add(value)
  if (Array.isArray(value)) return value.every((item) => collect(item, found, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  return (
    (prototype === Object.prototype || prototype === null) &&
    Object.values(value).every((item) => collect(item, found, depth + 1))
  )
}

function given(codec: Codec, value: unknown, { give }: Isolation): unknown {
  if (value instanceof CodedValue) return decoded(codec, value.text)
  return give === undefined ? value : give(value)
}

function encoded(codec: Codec, value: unknown): string {
  const text = attempt(() => codec.encode(value), `The codec ${codec.name} cannot carry the value.`)
  if (typeof text === 'string' && text.isWellFormed()) return text
  throw refused(`The codec ${codec.name} encoded the value as something that is not well-formed text.`)
}

function decoded(codec: Codec, text: string): unknown {
  return attempt(() => codec.decode(text), `The codec ${codec.name} cannot decode what it encoded.`)
}

function attempt<T>(step: () => T, message: string): T {
  try {
    return step()
  } catch (error) {
    if (error instanceof CacheError) throw error
    // Its own message may hold the value.
    throw refused(message, error)
  }
}

function refused(message: string, cause?: unknown): CacheError {
  return new CacheError('VALUE_NOT_CARRIABLE', message, { cause })
}
