import type { StoredEntry } from '@larder/cache-core'

/*
 * What an envelope says beside its header: fields of type u8, length u16 and content, little-endian. Unknown types are
 * skipped, absent ones have their defaults.
 *
 *   1 stamp   seq f64, u32 of no meaning any more, load time in ms u32
 *   2 tag     UTF-8; one field for each tag
 *   3 etag    UTF-8
 *   4 codec   UTF-8; the name of the codec whose text the payload is
 */
const STAMP = 1
const TAG = 2
const ETAG = 3
const CODEC = 4

const STAMP_LENGTH = 16
const HEAD_LENGTH = 3
/** A longer etag is left out: the next load is unconditional. */
const MAX_ETAG_BYTES = 1_024

export interface EnvelopeFields {
  readonly seq: number
  readonly loadMs: number
  readonly tags: readonly string[]
  readonly etag: string | undefined
  readonly codec: string | undefined
}

const NO_TAGS: readonly string[] = []

export function encodeFields({ stamp, loadMs, etag, codec }: StoredEntry): Buffer {
  const texts = stamp.tags.map((tag) => textField(TAG, tag))
  if (etag !== undefined && Buffer.byteLength(etag) <= MAX_ETAG_BYTES) texts.push(textField(ETAG, etag))
  if (codec !== undefined) texts.push(textField(CODEC, codec))
  const first = Buffer.allocUnsafe(HEAD_LENGTH + STAMP_LENGTH)
  first[0] = STAMP
  first.writeUInt16LE(STAMP_LENGTH, 1)
  first.writeDoubleLE(stamp.seq, 3)
  first.writeUInt32LE(0, 11)
  first.writeUInt32LE(Math.min(2 ** 32 - 1, Math.ceil(loadMs)), 15)
  return texts.length === 0 ? first : Buffer.concat([first, ...texts])
}

/** The fields between two places of an envelope, as far as they are whole. */
export function decodeFields(bytes: Buffer, from: number, to: number): EnvelopeFields {
  let [seq, loadMs] = [0, 0]
  let tags: string[] | undefined
  let etag: string | undefined
  let codec: string | undefined
  for (let at = from; at + HEAD_LENGTH <= to;) {
    const start = at + HEAD_LENGTH
    const end = start + bytes.readUInt16LE(at + 1)
    if (end > to) break
    const type = bytes[at]
    if (type === STAMP && end - start >= STAMP_LENGTH) {
      seq = bytes.readDoubleLE(start)
      loadMs = bytes.readUInt32LE(start + 12)
    } else if (type === TAG) (tags ??= []).push(bytes.toString('utf8', start, end))
    else if (type === ETAG) etag = bytes.toString('utf8', start, end)
    else if (type === CODEC) codec = bytes.toString('utf8', start, end)
    at = end
  }
  return { seq, loadMs, tags: tags ?? NO_TAGS, etag, codec }
}

function textField(type: number, text: string): Buffer {
  const content = Buffer.from(text)
  const head = Buffer.allocUnsafe(HEAD_LENGTH)
  head[0] = type
  head.writeUInt16LE(content.length, 1)
  return Buffer.concat([head, content])
}
