import type { Random } from '../ports/random.ts'

export const mathRandom: Random = { next: () => Math.random() }
