import type { Random } from '@larder/cache-core'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export type IdPrefix = 'rec' | 'itr' | 'sel' | 'att' | 'com' | 'ach' | 'tbl' | 'fld' | 'viw'

/** A new id: a prefix of three letters and 14 letters or digits. */
export function newId(prefix: IdPrefix, random: Random): string {
  let id: string = prefix
  for (let index = 0; index < 14; index++) id += ALPHABET[Math.floor(random.next() * ALPHABET.length)]
  return id
}

export function isRecordId(text: string): boolean {
  return isId('rec', text)
}

export function isId(prefix: string, text: string): boolean {
  return text.length === 17 && text.startsWith(prefix) && /^[0-9A-Za-z]+$/.test(text)
}
