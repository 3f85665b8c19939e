/**
 * The chance that `k` trials of one case all succeed, from `successes` of `trials`.
 *
 * Yao and others, "τ-bench", arXiv 2406.12045: C(successes, k) / C(trials, k), whose mean over cases has no bias.
 */
export function passK(successes: number, trials: number, k: number): number {
  if (k > trials) throw new Error(`pass^${k} cannot be had from ${trials} trials.`)
  let chance = 1
  for (let i = 0; i < k; i++) chance *= Math.max(0, successes - i) / (trials - i)
  return chance
}
