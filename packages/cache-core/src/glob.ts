import { CacheError } from './errors.ts'

/** Limits of a glob, so that matching one key stays cheap in Redis too (CVE-2022-36021 was exponential in stars). */
export const GLOB_MAX_BYTES = 256
export const GLOB_MAX_STARS = 2

/** A parsed glob: `*` any run of bytes, `?` one byte, `\` takes the next character literally. */
export interface Glob {
  readonly pattern: string
  /** What every match begins with. */
  readonly literalPrefix: string
  /** Whether the whole key matches. Bytes, not characters, as in Redis: `ñ` is two. */
  readonly matches: (key: string) => boolean
  /** The same for a key in UTF-8, where one key is held against many globs. */
  readonly matchesBytes: (key: Uint8Array) => boolean
}

type Token = number | '*' | '?'
const STAR = 0x2a
const QUESTION = 0x3f
const BACKSLASH = 0x5c

/** Parses a glob in the subset that memory and Redis agree on. Throws INVALID_ARGUMENT outside it. */
export function parseGlob(pattern: string): Glob {
  if (typeof pattern !== 'string')
    throw new CacheError('INVALID_ARGUMENT', `A pattern must be a string; received ${typeof pattern}.`)
  const tokens = tokenise(pattern)
  const stars = tokens.filter((token) => token === '*').length
  if (stars > GLOB_MAX_STARS) {
    throw invalid(
      pattern,
      `has ${stars} stars; at most ${GLOB_MAX_STARS} are allowed`,
      'delete in several narrower steps',
    )
  }
  const [literalPrefix = ''] = /^[^*?\\]*/.exec(pattern) ?? []
  return {
    pattern,
    literalPrefix,
    matches: (key) => matchTokens(tokens, Buffer.from(key)),
    matchesBytes: (key) => matchTokens(tokens, key),
  }
}

/** Escapes a text so that a glob matches it literally, in Redis and here. */
export function escapeGlob(literal: string): string {
  return literal.replaceAll(/[\\*?[\]^-]/g, String.raw`\$&`)
}

function tokenise(pattern: string): readonly Token[] {
  const bytes = Buffer.from(pattern)
  if (bytes.length === 0) throw invalid(pattern, 'is empty', 'use * to match every key')
  if (bytes.length > GLOB_MAX_BYTES) {
    throw invalid(pattern, `is ${bytes.length} bytes long; the limit is ${GLOB_MAX_BYTES}`, 'use a prefix')
  }
  const tokens: Token[] = []
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number
    if (byte === BACKSLASH) {
      const escaped = bytes[++index]
      if (escaped === undefined)
        throw invalid(pattern, 'ends in a lone backslash', 'double it to match a backslash')
      tokens.push(escaped)
    } else if (byte === STAR) {
      if (tokens.at(-1) !== '*') tokens.push('*')
    } else if (byte === QUESTION) tokens.push('?')
    else if (byte === 0x5b || byte === 0x5d) {
      throw invalid(
        pattern,
        'has an unescaped bracket; character classes are not supported',
        String.raw`write \[ or \] for a literal bracket`,
      )
    } else tokens.push(byte)
  }
  return tokens
}

/** Greedy with one point to come back to: O(tokens × bytes) at worst, whatever the pattern. */
function matchTokens(tokens: readonly Token[], bytes: Uint8Array): boolean {
  let token = 0
  let byte = 0
  let starToken = -1
  let starByte = 0
  while (byte < bytes.length) {
    const expected = tokens[token]
    if (expected === '*') {
      starToken = token++
      starByte = byte
    } else if (expected === '?' || expected === bytes[byte]) {
      token++
      byte++
    } else if (starToken >= 0) {
      token = starToken + 1
      byte = ++starByte
    } else return false
  }
  return token === tokens.length || (token === tokens.length - 1 && tokens[token] === '*')
}

function invalid(pattern: string, problem: string, remedy: string): CacheError {
  const shown = pattern.length > 60 ? `${pattern.slice(0, 60)}…` : pattern
  return new CacheError('INVALID_ARGUMENT', `The pattern "${shown}" ${problem}: ${remedy}.`)
}
