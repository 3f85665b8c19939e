import type { Random } from '@larder/cache-core'

export interface LabelledText {
  readonly text: string
  readonly label: string
}

export interface TrainingOptions {
  readonly random: Random
  /** How often all texts are gone through. Default 60. */
  readonly epochs?: number | undefined
  /** Default 0.5; falls to a tenth of it by the end. */
  readonly rate?: number | undefined
  /** Pulls weights to zero: few texts have many pieces. Default 1e-4. */
  readonly decay?: number | undefined
}

/** Places for pieces of text; those that meet in one share it, which does little harm. */
const PLACES = 2 ** 14

/** Which of a few labels a text has: multinomial logistic regression on its pieces of 1 to 4 characters and its words. */
export class NgramClassifier {
  readonly labels: readonly string[]
  readonly #weights: readonly Float32Array[]

  private constructor(labels: readonly string[], weights: readonly Float32Array[]) {
    this.labels = labels
    this.#weights = weights
  }

  /** Learns from labelled texts by stochastic gradient descent. Throws when there is none. */
  static train(texts: readonly LabelledText[], options: TrainingOptions): NgramClassifier {
    if (texts.length === 0) throw new Error('There is no text to learn from.')
    const { random, epochs = 60, rate = 0.5, decay = 1e-4 } = options
    const labels = [...new Set(texts.map(({ label }) => label))].sort()
    const weights = labels.map(() => new Float32Array(PLACES))
    const model = new NgramClassifier(labels, weights)
    const seen = texts.map(({ text, label }) => ({ places: placesOf(text), target: labels.indexOf(label) }))
    for (let step = 0; step < epochs * seen.length; step++) {
      const one = seen[Math.floor(random.next() * seen.length)]
      if (one) model.#learn(one.places, one.target, rate * (1 - (0.9 * step) / (epochs * seen.length)), decay)
    }
    return model
  }

  /** The likeliest label, and how sure that is (0 to 1). */
  classify(text: string): { readonly label: string; readonly confidence: number } {
    const chances = this.#chances(placesOf(text))
    const best = chances.indexOf(Math.max(...chances))
    return { label: this.labels[best] ?? '', confidence: chances[best] ?? 0 }
  }

  #learn(places: Uint16Array, target: number, rate: number, decay: number): void {
    const chances = this.#chances(places)
    const scale = 1 / Math.sqrt(places.length || 1)
    for (const [label, weights] of this.#weights.entries()) {
      const step = rate * scale * ((label === target ? 1 : 0) - (chances[label] ?? 0))
      for (const place of places) weights[place] = (weights[place] ?? 0) * (1 - rate * decay) + step
    }
  }

  #chances(places: Uint16Array): readonly number[] {
    const scale = 1 / Math.sqrt(places.length || 1)
    const scores = this.#weights.map((weights) => {
      let sum = 0
      for (const place of places) sum += weights[place] ?? 0
      return sum * scale
    })
    const highest = Math.max(...scores)
    const raised = scores.map((score) => Math.exp(score - highest))
    const total = raised.reduce((sum, one) => sum + one, 0)
    return raised.map((one) => one / total)
  }
}

/** The distinct pieces of a text, as places; case, accents and digits told apart no further. */
function placesOf(text: string): Uint16Array {
  const plain = ` ${text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\d/g, '0').replaceAll(/\s+/g, ' ').trim()} `
  const places = new Set<number>()
  for (let length = 1; length <= 4; length++)
    for (let at = 0; at + length <= plain.length; at++) places.add(placeOf(plain.slice(at, at + length)))
  for (const word of plain.match(/[\p{L}0]+/gu) ?? []) places.add(placeOf(`w:${word}`))
  return Uint16Array.from(places)
}

/** FNV-1a. */
function placeOf(piece: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < piece.length; at++) hash = Math.imul(hash ^ piece.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & (PLACES - 1)
}
