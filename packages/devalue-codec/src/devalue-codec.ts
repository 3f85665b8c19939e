import { CacheError, type Codec } from '@larder/cache-core'
import { parse, type ParseOperations, stringify } from 'devalue'
import { assertRich } from './assert-rich.ts'

/**
 * Carries what JSON does, and Date, Map, Set, bigint, `undefined` inside a value, NaN, the infinities, -0, and objects that
 * occur more than once or in a cycle. All else is refused with VALUE_NOT_CARRIABLE and the path.
 *
 * @example
 * const cache = createCache({ codec: devalueCodec })
 * await cache.set('booking', { at: new Date(), tables: new Map([['mesa-7', 4n]]) })
 */
export const devalueCodec: Codec = {
  name: 'devalue-6',
  encode(value) {
    assertRich(value)
    return stringify(value)
  },
  decode: (text) => parse(text, undefined, { operations: NARROW }) as unknown,
}

/** Text may come from anybody who can write to the shared tier: of it nothing is made that `encode` does not write. */
const NARROW: Partial<ParseOperations> = {
  // A pattern may take for ever to match.
  fromRegExpInfo: refuse,
  fromStringValue: refuse,
  fromArrayBuffer: refuse,
  fromViewInfo: refuse,
  box: refuse,
  // Its length is only a number in the text.
  createSparseArray: refuse,
}

function refuse(): never {
  throw new CacheError('VALUE_NOT_CARRIABLE', 'The text holds what devalueCodec does not write.')
}
