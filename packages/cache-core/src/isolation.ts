import { sealParsed, sealValue } from './seal-value.ts'

export type IsolationMode = 'freeze' | 'clone' | 'shared'

/** How values are kept apart from those who bring and take them. */
export interface Isolation {
  /** The value as it is kept, and its size in bytes. Throws VALUE_NOT_CARRIABLE for what JSON would change. */
  readonly take: (value: unknown) => { readonly value: unknown; readonly bytes: number }
  /** Prepares a value that JSON.parse has just made; returns its size in bytes. */
  readonly takeParsed: (value: unknown) => number
  /** The value as a caller gets it; absent when that is the value itself. */
  readonly give: ((value: unknown) => unknown) | undefined
}

export const ISOLATIONS: Readonly<Record<IsolationMode, Isolation>> = {
  freeze: {
    take: (value) => ({ value, bytes: sealValue(value) }),
    takeParsed: (value) => sealParsed(value),
    give: undefined,
  },
  clone: {
    take(value) {
      // Checked first: a clone would lose what must be refused.
      sealValue(value, false)
      const kept = copyOf(value)
      return { value: kept, bytes: sealValue(kept) }
    },
    takeParsed: (value) => sealParsed(value),
    give: copyOf,
  },
  shared: {
    take: (value) => ({ value, bytes: sealValue(value, false) }),
    takeParsed: (value) => sealParsed(value, false),
    give: undefined,
  },
}

function copyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? structuredClone(value) : value
}
