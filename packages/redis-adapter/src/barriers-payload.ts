import { crc32 } from 'node:zlib'
import type { Barrier } from '@larder/cache-core'
import { barrierFromText, barrierToText } from './barrier-text.ts'

/*
 * The barriers of one record as they travel: JSON of their texts, and before it its CRC-32 in base 36. A reply or message with a
 * wrong byte may still be well formed, and who took in another barrier than was meant would keep what is to go.
 */

/** What cannot be read may cover anything. */
export const UNREADABLE: readonly Barrier[] = [{ kind: 'prefix', target: '', effect: 'delete' }]

export function barriersToPayload(barriers: readonly Barrier[]): string {
  const json = JSON.stringify(barriers.map(barrierToText))
  return crc32(json).toString(36) + json
}

/** A barrier over everything for what is damaged, or written by a later version. */
export function barriersFromPayload(payload: string): readonly Barrier[] {
  const at = payload.indexOf('[')
  const json = payload.slice(at)
  if (at < 1 || crc32(json).toString(36) !== payload.slice(0, at)) return UNREADABLE
  const texts = parse(json)
  if (!Array.isArray(texts)) return UNREADABLE
  const barriers = texts.map((text: unknown) =>
    typeof text === 'string' ? barrierFromText(text) : undefined,
  )
  return barriers.includes(undefined) ? UNREADABLE : (barriers as Barrier[])
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
