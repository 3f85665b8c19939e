import { createHash } from 'node:crypto'

/** By which a write is found again: what a key leaves behind in a record. */
export interface KeyMark {
  /** Of the key alone. */
  readonly key: string
  /** Of the key and of what was asked with it. */
  readonly whole: string
}

/** Marks tell nothing of the key, nor of what was asked: they are cut from hashes. */
export function keyMarkOf(idempotencyKey: string, fingerprint: string): KeyMark {
  const key = `k${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 24)}`
  return { key, whole: `${key}.${createHash('sha256').update(fingerprint).digest('hex').slice(0, 12)}` }
}
