import type { Random } from '@larder/cache-core'
import type { ByteOffset, DirectionSettings } from './chaos-settings.ts'

/** What becomes of a chunk, and what is to happen after it. */
export interface FaultedChunk {
  readonly bytes: Buffer
  readonly ending?: 'end' | 'reset' | undefined
}

interface Edit {
  readonly at: number
  readonly bytes: Uint8Array
}

type Limit = { readonly at: number; readonly ending: 'end' | 'reset' | undefined }

const NOTHING = Buffer.alloc(0)

/**
 * The faults of one direction at offsets of its bytes, counted from now. However the bytes are cut into chunks, the same
 * ones come out. Pure: chance is drawn at construction.
 */
export class ByteFaults {
  readonly #corrupt: Edit & { readonly isMask: boolean }
  readonly #insert: Edit
  readonly #limit: Limit
  #offset = 0
  #isOver = false

  constructor(settings: DirectionSettings, random: Random) {
    const { corrupt, insert } = settings
    const isMask = typeof corrupt?.bytes === 'number'
    this.#corrupt = { ...toEdit(corrupt, random, 1), isMask }
    this.#insert = toEdit(insert, random, 0)
    this.#limit = toLimit(settings, random)
  }

  take(chunk: Buffer): FaultedChunk {
    if (this.#isOver) return { bytes: NOTHING }
    const start = this.#offset
    const end = Math.min(start + chunk.length, this.#limit.at)
    this.#offset = end
    this.#isOver = end === this.#limit.at
    const bytes = this.#inserted(this.#corrupted(chunk.subarray(0, end - start), start), start)
    return this.#isOver ? { bytes, ending: this.#limit.ending } : { bytes }
  }

  #corrupted(chunk: Buffer, start: number): Buffer {
    const { at, bytes, isMask } = this.#corrupt
    if (at >= start + chunk.length || at + bytes.length <= start) return chunk
    const copy = Buffer.from(chunk)
    for (const [index, byte] of bytes.entries()) {
      const position = at + index - start
      if (position < 0 || position >= copy.length) continue
      copy[position] = isMask ? (copy[position] ?? 0) ^ byte : byte
    }
    return copy
  }

  #inserted(chunk: Buffer, start: number): Buffer {
    const { at, bytes } = this.#insert
    if (at < start || at >= start + chunk.length) return chunk
    return Buffer.concat([chunk.subarray(0, at - start), bytes, chunk.subarray(at - start)])
  }
}

function toEdit(edit: DirectionSettings['corrupt'], random: Random, lowest: number): Edit {
  if (!edit) return { at: Infinity, bytes: NOTHING }
  const at = draw(edit.at, random)
  if (typeof edit.bytes !== 'number') return { at, bytes: edit.bytes }
  const bytes = Uint8Array.from({ length: edit.bytes }, () => draw([lowest, 255], random))
  return { at, bytes }
}

/** The first one, where several are given. */
function toLimit(settings: DirectionSettings, random: Random): Limit {
  const { dropAfterBytes, truncateAfterBytes, resetAfterBytes } = settings
  const limits: readonly Limit[] = [
    { at: draw(resetAfterBytes, random), ending: 'reset' },
    { at: draw(truncateAfterBytes, random), ending: 'end' },
    { at: draw(dropAfterBytes, random), ending: undefined },
  ]
  return limits.reduce((first, limit) => (limit.at < first.at ? limit : first))
}

function draw(at: ByteOffset | undefined, random: Random): number {
  if (at === undefined) return Infinity
  if (typeof at === 'number') return at
  const [from, to] = at
  return from + Math.floor(random.next() * (to - from + 1))
}
