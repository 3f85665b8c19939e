/** `y = fixed + slope × x`. */
export interface LineFit {
  readonly fixed: number
  readonly slope: number
  /** The share of the spread of y that the line explains, 0 to 1. */
  readonly r2: number
}

/** The line through points whose errors grow with their size: each counts by 1 / y². Throws for fewer than two different x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): LineFit {
  const weighted = points.map(([x, y]) => ({ x, y, weight: 1 / Math.max(1e-9, y * y) }))
  const total = sum(weighted, ({ weight }) => weight)
  const meanX = sum(weighted, ({ x, weight }) => x * weight) / total
  const meanY = sum(weighted, ({ y, weight }) => y * weight) / total
  const spreadX = sum(weighted, ({ x, weight }) => weight * (x - meanX) ** 2)
  if (!(spreadX > 0)) throw new Error('A line needs points at two different places.')
  const slope = sum(weighted, ({ x, y, weight }) => weight * (x - meanX) * (y - meanY)) / spreadX
  const fixed = meanY - slope * meanX
  const spreadY = sum(weighted, ({ y, weight }) => weight * (y - meanY) ** 2)
  const rest = sum(weighted, ({ x, y, weight }) => weight * (y - fixed - slope * x) ** 2)
  return { fixed, slope, r2: spreadY === 0 ? 1 : 1 - rest / spreadY }
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0)
}
