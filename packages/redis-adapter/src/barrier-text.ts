import { type Barrier, parseGlob } from '@larder/cache-core'

/* A barrier as text, in the log's hashes and messages: a letter for its effect, one for its kind, and its target. */

const EFFECTS = { d: 'delete', e: 'expire', r: 'replace' } as const
const KINDS = { k: 'key', t: 'tag', p: 'prefix', g: 'pattern' } as const
const EFFECT_CODES = { delete: 'd', expire: 'e', replace: 'r' } as const
const KIND_CODES = { key: 'k', tag: 't', prefix: 'p', pattern: 'g' } as const

export function barrierToText({ effect, kind, target }: Barrier): string {
  return EFFECT_CODES[effect] + KIND_CODES[kind] + target
}

/** `undefined` for a text that a later version may have written. */
export function barrierFromText(text: string): Barrier | undefined {
  const effect = EFFECTS[text[0] as keyof typeof EFFECTS] as Barrier['effect'] | undefined
  const kind = KINDS[text[1] as keyof typeof KINDS] as Barrier['kind'] | undefined
  if (effect === undefined || kind === undefined) return undefined
  if (kind === 'pattern' && !isGlob(text.slice(2))) return undefined
  return { effect, kind, target: text.slice(2) }
}

/** A later version may know more of patterns than this one. */
function isGlob(pattern: string): boolean {
  try {
    parseGlob(pattern)
    return true
  } catch {
    return false
  }
}
