import { hash, randomBytes } from 'node:crypto'

/** Shorter keys are refused wherever they are met, so that the digest of one opens nothing either. */
export const LEAST_KEY_CHARACTERS = 16
/** Of them so many different ones: nobody draws `aaaaaaaaaaaaaaaa` by chance. */
const LEAST_DIFFERENT = 6

const DIGEST = /^(?:sha256:)?([0-9a-f]{64})$/i
const PREFIXED = /^sha256:/i

/** By what a text is no key, for people; `undefined` for one that will do. */
export function weaknessOf(key: string): string | undefined {
  if (key.length >= LEAST_KEY_CHARACTERS && new Set(key).size >= LEAST_DIFFERENT) return undefined
  return `must have at least ${LEAST_KEY_CHARACTERS} characters, ${LEAST_DIFFERENT} of them different. Make one with: npm run larder-key`
}

/** SHA-256 of a key, in hexadecimal. A slow hash would protect keys that people make up; these are drawn at random. */
export function sha256Of(key: string): string {
  return hash('sha256', key)
}

/** Whether a text is a digest as it is written down: with `sha256:` before it, which no key has. */
export function isDigest(text: string): boolean {
  return PREFIXED.test(text)
}

/** The hexadecimal digits of a digest, with or without `sha256:` before it; `undefined` for anything else. */
export function digitsOf(text: string): string | undefined {
  return DIGEST.exec(text)?.[1]?.toLowerCase()
}

/** 256 bits, with a name before them by which scanners for leaked secrets can tell them. */
export function newApiKey(): string {
  return `larder_${randomBytes(32).toString('base64url')}`
}

/** A digest, and what it stands for. */
interface Filed<T> {
  /** In hexadecimal, as it is hashed: a Buffer of each would cost more than the hash. */
  readonly digest: string
  readonly what: T
}

/** How much of a digest leads to what was filed. */
const LEADING_DIGITS = 8

/**
 * Finds by a key what was filed by its digest. The first digits of the digest lead to those that may be meant, and these are
 * compared in constant time: how long it takes tells of four bytes of a digest at most, and of no key.
 */
export class KeyRing<T> {
  readonly #filed = new Map<string, Filed<T>[]>()

  /** `sha256`: in hexadecimal. */
  file(sha256: string, what: T): void {
    const digest = sha256.toLowerCase()
    const at = digest.slice(0, LEADING_DIGITS)
    this.#filed.set(at, [...(this.#filed.get(at) ?? []), { digest, what }])
  }

  find(key: string): T | undefined {
    if (key.length < LEAST_KEY_CHARACTERS) return undefined
    const digest = sha256Of(key)
    return this.#filed.get(digest.slice(0, LEADING_DIGITS))?.find((one) => isSame(one.digest, digest))?.what
  }
}

/** All digits are looked at, whichever of them differ. */
function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let at = 0; at < other.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at)
  return difference === 0
}
