import type { Codec } from './ports/codec.ts'
import type { StoredEntry } from './ports/cache-store.ts'
import type { UnreadableCause } from './ports/observer.ts'
import { codedIsolation } from './coded-isolation.ts'
import { sealParsed, sealValue } from './seal-value.ts'

export type IsolationMode = 'freeze' | 'clone' | 'shared'

/** A value as memory keeps it. */
export interface KeptValue {
  readonly value: unknown
  /** Its size in memory, estimated, in bytes. */
  readonly bytes: number
  /** What the shared tier keeps in its place; absent when that is the value itself. */
  readonly text?: string | undefined
}

/** How values are kept apart from those who bring and take them. */
export interface Isolation {
  /** The codec that entries of the shared tier are of; `undefined` for JSON. */
  readonly codecName: string | undefined
  /** Throws VALUE_NOT_CARRIABLE for what would come back changed. */
  readonly take: (value: unknown) => KeptValue
  /** The same for what the shared tier holds. */
  readonly takeStored: (stored: StoredEntry) => KeptValue | { readonly unreadable: UnreadableCause }
  /** The value as a caller gets it; absent when that is the kept value itself. */
  readonly give: ((value: unknown) => unknown) | undefined
}

export function isolationOf(mode: IsolationMode, codec: Codec | undefined): Isolation {
  return codec ? codedIsolation(codec, mode, JSON_ISOLATIONS[mode]) : JSON_ISOLATIONS[mode]
}

/** Whether the entry was written for the codec, or none. "Not found" is the same for all. */
export function isOfCodec({ value, codec }: StoredEntry, codecName: string | undefined): boolean {
  return codec === codecName || value === undefined
}

const JSON_ISOLATIONS: Readonly<Record<IsolationMode, Isolation>> = {
  freeze: {
    codecName: undefined,
    take: (value) => ({ value, bytes: sealValue(value) }),
    takeStored: (stored) => takeJson(stored, true),
    give: undefined,
  },
  clone: {
    codecName: undefined,
    take(value) {
      // Checked first: a clone would lose what must be refused.
      sealValue(value, false)
      const kept = copyOf(value)
      return { value: kept, bytes: sealValue(kept) }
    },
    takeStored: (stored) => takeJson(stored, true),
    give: copyOf,
  },
  shared: {
    codecName: undefined,
    take: (value) => ({ value, bytes: sealValue(value, false) }),
    takeStored: (stored) => takeJson(stored, false),
    give: undefined,
  },
}

function takeJson(stored: StoredEntry, freeze: boolean): ReturnType<Isolation['takeStored']> {
  if (!isOfCodec(stored, undefined)) return { unreadable: 'codec' }
  const { value } = stored
  try {
    return { value, bytes: sealParsed(value, freeze) }
  } catch {
    return { unreadable: 'json' }
  }
}

function copyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? structuredClone(value) : value
}
