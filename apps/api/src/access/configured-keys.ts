import { z } from 'zod'
import { digitsOf, isDigest, sha256Of, weaknessOf } from './api-key.ts'
import { headerTokenProblem } from '../header-token.ts'
import { type AccessKey, EVERYTHING } from './key-access.ts'
import type { RateRule } from './rate-allowance.ts'

/** A key, or its digest as `npm run larder-key` prints it: then nothing that can be read here opens anything. */
export const keyOrDigest: z.ZodType<string, string> = z.string().superRefine((text, context) => {
  const message = isDigest(text)
    ? digitsOf(text) === undefined
      ? 'must be sha256: and 64 hexadecimal digits, or a key itself.'
      : undefined
    : (headerTokenProblem(text) ?? weaknessOf(text))
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})

export interface AccessConfig {
  /** `keys`: Larder holds the token of Airtable. `pass-through`: callers present their own. */
  readonly mode: 'keys' | 'pass-through'
  /** None, in the mode `keys`: anybody who reaches the socket may call. */
  readonly keys: readonly AccessKey[]
  /** For tokens of callers. `undefined`: as often as they like. */
  readonly rateLimit: RateRule | undefined
}

/** What the environment says of keys. */
export interface ConfiguredKeys {
  readonly LARDER_API_KEY?: string | undefined
  readonly LARDER_ADMIN_KEY?: string | undefined
  readonly LARDER_ACCESS: AccessConfig['mode']
  readonly LARDER_RATE_LIMIT?: RateRule | undefined
}

/** What was said of keys becomes their digests: the keys themselves are kept nowhere. */
export function accessOf(env: ConfiguredKeys, fileKeys: readonly AccessKey[]): AccessConfig {
  const {
    LARDER_API_KEY: key,
    LARDER_ADMIN_KEY: adminKey,
    LARDER_ACCESS: mode,
    LARDER_RATE_LIMIT: rule,
  } = env
  const keys: AccessKey[] = fileKeys.map((one) => ({ ...one, rateLimit: one.rateLimit ?? rule }))
  if (adminKey !== undefined)
    keys.unshift({ name: 'LARDER_ADMIN_KEY', sha256: digestOf(adminKey), bases: {}, isAdmin: true })
  if (key !== undefined) {
    const bases = mode === 'keys' ? EVERYTHING : {}
    // With a key for those who run it, this one is for those who use it.
    const isAdmin = adminKey === undefined
    keys.unshift({ name: 'LARDER_API_KEY', sha256: digestOf(key), bases, isAdmin, rateLimit: rule })
  }
  return { mode, keys, rateLimit: rule }
}

/**
 * SHA-256 of a key that was given as it is, or as its digest, in hexadecimal. Without `sha256:` 64 hexadecimal digits are a
 * key: `openssl rand -hex 32` makes such.
 */
export function digestOf(keyOrDigest: string): string {
  return (isDigest(keyOrDigest) && digitsOf(keyOrDigest)) || sha256Of(keyOrDigest)
}
