/** Chance, from outside, so that a test can replay it. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
}
