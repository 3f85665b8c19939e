import { hash } from 'node:crypto'
import type { RecordCache } from '@larder/airtable-adapter'
import { type Access, bearerOf, type Caller, type Grants } from './caller.ts'

/** A key that a caller presents, known by its digest alone. */
export interface AccessKey extends Pick<Caller, 'name' | 'isAdmin' | 'consistency'> {
  /** SHA-256 of the key, in hexadecimal. */
  readonly sha256: string
  readonly bases: Grants
}

export const EVERYTHING: Grants = { '*': 'manage' }

export function sha256Of(key: string): string {
  return hash('sha256', key)
}

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

/**
 * Larder holds the token of Airtable, and callers hold keys of Larder. Keys are looked up by their digests: how long that
 * takes tells nothing of any key.
 */
export class KeyAccess implements Access {
  readonly #callers: ReadonlyMap<string, Caller>

  constructor(keys: readonly AccessKey[], records: RecordCache) {
    this.#callers = new Map(
      keys.map(({ sha256, name, bases, isAdmin, consistency }) => [
        sha256.toLowerCase(),
        { name, records, grants: bases, isAdmin, consistency },
      ]),
    )
  }

  callerOf(authorization: string | undefined): Caller | undefined {
    const key = bearerOf(authorization)
    return key === undefined ? undefined : this.#callers.get(sha256Of(key))
  }
}
