import { SeededRandom } from '@larder/cache-core/testing'
import type { Random } from '@larder/cache-core'

/** How good and how quick an oracle is made. */
export interface Plant {
  /** The chance of a right answer, 0 to 1; may depend on the case. */
  readonly accuracy: number
  /** Of the time to the first token; the median of a log-normal. */
  readonly ttftMs: number
  /** Beside that, for the whole answer. */
  readonly writingMs: number
  /** Of the logarithms of the times; 0 for times that are all the same. */
  readonly spread: number
  /** How much of rightness belongs to the cluster, the rest being the trial's: 1 is the same for all of them. */
  readonly sameness: number
}

/** What an oracle does in one trial. */
export interface PlantedTrial {
  readonly isRight: boolean
  readonly ttftMs: number
  readonly totalMs: number
  /** For the choice among wrong answers. */
  readonly random: Random
}

/**
 * What is planted in one trial: always the same for a seed, a case and a repeat, whatever the order of trials.
 *
 * The chance of being right is `accuracy` on average over cases, and of each cluster it is drawn, so that its cases go
 * right and wrong together as those of real models do.
 */
export function plantedTrial(
  plant: Plant,
  seed: number,
  item: { readonly id: string; readonly cluster: string },
  repeat: number,
): PlantedTrial {
  const cluster = new SeededRandom(seedOf(seed, item.cluster))
  const random = new SeededRandom(seedOf(seed, item.id, repeat))
  const shared = cluster.next()
  const own = random.next()
  const isRight = (random.next() < plant.sameness ? shared : own) < plant.accuracy
  const factor = Math.exp(plant.spread * gaussian(random))
  const ttftMs = plant.ttftMs * factor
  return { isRight, ttftMs, totalMs: ttftMs + plant.writingMs * factor, random }
}

/** A standard normal number (Box and Muller). */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** FNV-1a, then mixed through: proofs draw millions, and a cryptographic hash would take most of their time. */
function seedOf(...parts: readonly (string | number)[]): number {
  const text = parts.join('|')
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
