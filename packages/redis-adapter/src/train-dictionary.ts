import { deflateRawSync } from 'node:zlib'
import { CacheError } from '@larder/cache-core'
import { MAX_DICTIONARY_BYTES, MIN_DICTIONARY_BYTES } from './dictionaries.ts'

export interface TrainingOptions {
  /** Largest dictionary, in bytes: 64 to 32,506. More than the default brings little. Default 4,096. */
  readonly maxBytes?: number | undefined
}

/** A dictionary is looked for among so many samples, and judged by as many others as fit into the time of a second or so. */
const MAX_CANDIDATES = 30
const MAX_JUDGES = 60
const MIN_SAMPLES = 10

/**
 * Makes a dictionary for `compression.dictionary` of typical values: their JSON, or what the codec makes of them. It is made of
 * whole samples: each time of the one with which others shrink most. **It holds them as they are: keep it like the data, or
 * train it on made-up values.** A hundred samples do; takes about a second. The same samples give the same bytes. Throws
 * INVALID_ARGUMENT for fewer than 10 samples, and when nothing in them makes others smaller.
 *
 * @example
 * const dictionary = trainDictionary(records.map((record) => JSON.stringify(record)))
 */
export function trainDictionary(
  samples: readonly string[],
  { maxBytes = 4_096 }: TrainingOptions = {},
): Uint8Array {
  assertTraining(samples, maxBytes)
  const spread = spreadOver(samples, MAX_CANDIDATES + MAX_JUDGES).map((sample) => Buffer.from(sample))
  const candidates = spread.filter((_, index) => index % 3 === 0)
  const judges = spread.filter((_, index) => index % 3 !== 0)
  let dictionary: Buffer = Buffer.alloc(0)
  let size = sizeWith(dictionary, judges)
  for (;;) {
    const best = bestAddition(dictionary, candidates, judges, maxBytes)
    if (!best || best.size >= size) break
    ;({ dictionary, size } = best)
  }
  if (dictionary.length >= MIN_DICTIONARY_BYTES) return dictionary
  throw refused(
    'no sample makes others smaller: they have nothing in common, or none is at most maxBytes long',
  )
}

interface Addition {
  readonly dictionary: Buffer
  readonly size: number
}

/** What is added goes before what is there: near matches are cheaper, and the first finds were the best. */
function bestAddition(
  dictionary: Buffer,
  candidates: readonly Buffer[],
  judges: readonly Buffer[],
  maxBytes: number,
): Addition | undefined {
  let best: Addition | undefined
  for (const candidate of candidates) {
    if (candidate.length + dictionary.length > maxBytes) continue
    const longer = Buffer.concat([candidate, dictionary])
    const size = sizeWith(longer, judges)
    if (!best || size < best.size) best = { dictionary: longer, size }
  }
  return best
}

function sizeWith(dictionary: Buffer, judges: readonly Buffer[]): number {
  const options = dictionary.length > 0 ? { level: 1, dictionary } : { level: 1 }
  return judges.reduce((sum, judge) => sum + deflateRawSync(judge, options).length, 0)
}

/** So many of them, evenly. */
function spreadOver<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T)
}

function assertTraining(samples: readonly string[], maxBytes: number): void {
  if (!Array.isArray(samples) || samples.some((sample) => typeof sample !== 'string'))
    throw refused('samples must be an array of texts, as JSON.stringify makes them')
  if (samples.length < MIN_SAMPLES)
    throw refused(
      `${samples.length} samples were given; at least ${MIN_SAMPLES} are needed, a hundred are good`,
    )
  if (!(Number.isInteger(maxBytes) && maxBytes >= MIN_DICTIONARY_BYTES && maxBytes <= MAX_DICTIONARY_BYTES))
    throw refused(
      `maxBytes is ${String(maxBytes)}; it must be a whole number from ${MIN_DICTIONARY_BYTES} to ${MAX_DICTIONARY_BYTES}`,
    )
}

function refused(reason: string): CacheError {
  return new CacheError('INVALID_ARGUMENT', `A dictionary cannot be trained: ${reason}.`)
}
