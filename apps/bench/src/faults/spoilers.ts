import { randomBytes } from 'node:crypto'
import type { Admin } from './admin.ts'

/** A way to spoil an entry as Redis keeps it. */
export interface Spoiler {
  readonly name: string
  readonly spoil: (admin: Admin, rawKey: string) => Promise<unknown>
}

export const wrongType: Spoiler = {
  name: 'a list',
  async spoil(admin, key) {
    await admin.run('DEL', key)
    await admin.run('LPUSH', key, 'not', 'ours')
  },
}

/** Every way in which an entry may come to harm. */
export const spoilers: readonly Spoiler[] = [
  { name: 'random bytes in the payload', spoil: (admin, key) => overwrite(admin, key, -20, 12) },
  { name: 'random bytes in the header', spoil: (admin, key) => overwrite(admin, key, 13, 8) },
  { name: 'random bytes in the checksum', spoil: (admin, key) => overwrite(admin, key, 36, 4) },
  { name: 'cut short', spoil: (admin, key) => edit(admin, key, (bytes) => bytes.subarray(0, -7)) },
  {
    name: 'cut within the header',
    spoil: (admin, key) => edit(admin, key, (bytes) => bytes.subarray(0, 21)),
  },
  { name: 'emptied', spoil: (admin, key) => edit(admin, key, () => Buffer.alloc(0)) },
  {
    name: 'foreign JSON',
    spoil: (admin, key) => edit(admin, key, () => Buffer.from('{"key":"spoilt","version":99}')),
  },
  {
    name: 'another version',
    spoil: (admin, key) =>
      edit(admin, key, (bytes) => {
        const copy = Buffer.from(bytes)
        copy[2] = 99
        return copy
      }),
  },
]

async function overwrite(admin: Admin, key: string, at: number, length: number): Promise<void> {
  await edit(admin, key, (bytes) => {
    const copy = Buffer.from(bytes)
    const from = at < 0 ? copy.length + at : at
    const old = copy.subarray(from, from + length)
    const other = randomBytes(length)
    // By chance they could be the same.
    if (other.equals(old)) other[0] = (other[0] ?? 0) ^ 1
    other.copy(copy, from)
    return copy
  })
}

async function edit(admin: Admin, key: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  const bytes = await admin.bytes(key)
  if (!bytes) throw new Error(`Redis has no ${key} to spoil.`)
  await admin.run('SET', key, change(bytes), 'KEEPTTL')
}
