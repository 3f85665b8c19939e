import { fixed } from './plot.ts'

const DASHES = ['', '7 4', '2 3', '9 3 2 3', '14 4', '4 4 1 4', '1 5', '10 2 2 2 2 2'] as const
const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross', 'plus', 'down', 'ring'] as const

/** The colour of a series, as CSS. Never the only thing that tells it apart: shape and dashes do as well. */
export function colourOf(index: number): string {
  return `var(--series-${index % 8})`
}

export function dashOf(index: number): string {
  return DASHES[index % DASHES.length] ?? ''
}

/** The mark of a series at a point. */
export function markAt(index: number, x: number, y: number, size = 5): string {
  const colour = colourOf(index)
  const solid = (points: readonly (readonly [number, number])[]) =>
    `<polygon points="${points.map(([dx, dy]) => `${fixed(x + dx * size)},${fixed(y + dy * size)}`).join(' ')}" fill="${colour}"/>`
  const strokes = (d: string) => `<path d="${d}" stroke="${colour}" stroke-width="2.5" fill="none"/>`
  switch (SHAPES[index % SHAPES.length]) {
    case 'square':
      return solid([
        [-0.9, -0.9],
        [0.9, -0.9],
        [0.9, 0.9],
        [-0.9, 0.9],
      ])
    case 'triangle':
      return solid([
        [0, -1.2],
        [1.1, 0.9],
        [-1.1, 0.9],
      ])
    case 'diamond':
      return solid([
        [0, -1.3],
        [1.3, 0],
        [0, 1.3],
        [-1.3, 0],
      ])
    case 'down':
      return solid([
        [0, 1.2],
        [1.1, -0.9],
        [-1.1, -0.9],
      ])
    case 'cross':
      return strokes(
        `M${fixed(x - size)},${fixed(y - size)}l${2 * size},${2 * size}m0,${-2 * size}l${-2 * size},${2 * size}`,
      )
    case 'plus':
      return strokes(`M${fixed(x - size)},${fixed(y)}h${2 * size}M${fixed(x)},${fixed(y - size)}v${2 * size}`)
    case 'ring':
      return `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${size}" fill="none" stroke="${colour}" stroke-width="2.5"/>`
    default:
      return `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="${size}" fill="${colour}"/>`
  }
}
