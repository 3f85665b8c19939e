/** Indices drawn with equal chance. Mulberry32 in a closure: a bootstrap draws millions, and a method call each would triple its time. */
export function indexSource(seed: number, count: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count)
  }
}

/** The value below which a share `p` of ascending values lies, interpolated (R's type 7). NaN for none. */
export function quantileOf(ascending: Float64Array | readonly number[], p: number): number {
  if (ascending.length === 0) return Number.NaN
  const at = Math.min(1, Math.max(0, p)) * (ascending.length - 1)
  const below = Math.floor(at)
  const low = ascending[below] ?? Number.NaN
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? Number.NaN
  return low + (high - low) * (at - below)
}

/** How often each cluster is drawn, resample by resample; the array is used again for the next. */
export function* clusterDraws(
  clusters: number,
  { resamples, seed }: { readonly resamples: number; readonly seed: number },
): Generator<readonly [resample: number, times: Uint32Array]> {
  const times = new Uint32Array(clusters)
  const draw = indexSource(seed, clusters)
  for (let resample = 0; resample < resamples; resample++) {
    times.fill(0)
    for (let i = 0; i < clusters; i++) {
      const index = draw()
      times[index] = (times[index] as number) + 1
    }
    yield [resample, times]
  }
}
