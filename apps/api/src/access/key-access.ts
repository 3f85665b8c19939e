import type { RecordCache } from '@larder/airtable-adapter'
import type { Clock } from '@larder/cache-core'
import { KeyRing } from './api-key.ts'
import { type Access, bearerOf, type Caller, type Grants } from './caller.ts'
import { RateAllowance, type RateRule } from './rate-allowance.ts'

/** A key that a caller presents, known by its digest alone. */
export interface AccessKey extends Pick<Caller, 'name' | 'isAdmin' | 'consistency'> {
  /** SHA-256 of the key, in hexadecimal. */
  readonly sha256: string
  readonly bases: Grants
  /** `undefined`: as often as it likes. */
  readonly rateLimit?: RateRule | undefined
}

export const EVERYTHING: Grants = { '*': 'manage' }

/** Without any key whoever reaches the socket may do everything. */
export class OpenAccess implements Access {
  readonly #anybody: Caller

  constructor(records: RecordCache) {
    this.#anybody = { name: 'anybody', records, grants: EVERYTHING, isAdmin: true }
  }

  callerOf(): Caller {
    return this.#anybody
  }
}

/** Larder holds the token of Airtable, and callers hold keys of Larder. */
export class KeyAccess implements Access {
  readonly #callers = new KeyRing<Caller>()

  constructor(keys: readonly AccessKey[], records: RecordCache, clock: Clock) {
    for (const { sha256, name, bases, isAdmin, consistency, rateLimit } of keys) {
      const allowance = rateLimit && new RateAllowance(rateLimit, clock)
      this.#callers.file(sha256, { name, records, grants: bases, isAdmin, consistency, allowance })
    }
  }

  callerOf(authorization: string | undefined): Caller | undefined {
    const key = bearerOf(authorization)
    return key === undefined ? undefined : this.#callers.find(key)
  }
}
