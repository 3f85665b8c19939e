import type { Random } from '@larder/cache-core'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A new id: a prefix of three letters and 14 letters or digits. */
export function newId(prefix: 'rec' | 'itr' | 'sel' | 'att', random: Random): string {
  let id: string = prefix
  for (let index = 0; index < 14; index++) id += ALPHABET[Math.floor(random.next() * ALPHABET.length)]
  return id
}

export function isRecordId(text: string): boolean {
  return /^rec[0-9A-Za-z]{14}$/.test(text)
}
