import { fixed, label } from './plot.ts'

/** Where values lie on one side of a picture. */
export interface Axis {
  readonly from: number
  readonly to: number
  readonly isLog: boolean
  readonly ticks: readonly number[]
  readonly text: (value: number) => string
  readonly title: string
}

/** The part of a picture that values are drawn in. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The share of an axis at which a value lies; outside of 0 to 1 for values beyond its ends. */
export function shareAt({ from, to, isLog }: Axis, value: number): number {
  return isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from)
}

export function xAt(area: Area, axis: Axis, value: number): number {
  return area.left + area.width * clamped(shareAt(axis, value))
}

export function yAt(area: Area, axis: Axis, value: number): number {
  return area.top + area.height * (1 - clamped(shareAt(axis, value)))
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** From 0 or a round number below to a round number above, with some five ticks. */
export function linearAxis(
  values: readonly number[],
  title: string,
  text: (value: number) => string,
  bounds: { readonly least?: number; readonly most?: number } = {},
): Axis {
  const known = values.filter(Number.isFinite)
  const low = Math.min(...known)
  const high = Math.max(...known)
  const step = roundStep(Math.max(high - low, 1e-9) / 4)
  const from = Math.max(bounds.least ?? -Infinity, Math.floor(low / step) * step)
  const to = Math.min(bounds.most ?? Infinity, Math.max(Math.ceil(high / step) * step, from + step))
  const count = Math.floor((to - from) / step + 1e-6)
  const ticks = Array.from({ length: count + 1 }, (_, index) => from + index * step)
  return { from, to, isLog: false, ticks, text, title }
}

/** Decades, with 2 and 5 between them where there is room. */
export function logAxis(values: readonly number[], title: string, text: (value: number) => string): Axis {
  const known = values.filter((value) => value > 0 && Number.isFinite(value))
  const low = Math.min(...known) * 0.85
  const high = Math.max(...known) * 1.18
  const decades = Math.log10(high / low)
  const factors = decades > 4 ? [1] : decades > 2 ? [1, 3] : [1, 2, 5]
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
    for (const factor of factors) {
      const tick = factor * 10 ** power
      if (tick >= low && tick <= high) ticks.push(tick)
    }
  return { from: low, to: high, isLog: true, ticks, text, title }
}

function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= size) ?? 10
  return factor * power
}

/** Lines, numbers and titles of both axes. */
export function drawAxes(area: Area, x: Axis, y: Axis): string {
  const bottom = area.top + area.height
  const vertical = x.ticks.map((tick) => {
    const at = xAt(area, x, tick)
    return `<line class="grid" x1="${fixed(at)}" x2="${fixed(at)}" y1="${area.top}" y2="${bottom}"/>${label(at, bottom + 17, x.text(tick), { anchor: 'middle', className: 'tick' })}`
  })
  const horizontal = y.ticks.map((tick) => {
    const at = yAt(area, y, tick)
    return `<line class="grid" x1="${area.left}" x2="${area.left + area.width}" y1="${fixed(at)}" y2="${fixed(at)}"/>${label(area.left - 8, at + 4, y.text(tick), { anchor: 'end', className: 'tick' })}`
  })
  const frame = `<path class="axis" d="M${area.left},${area.top}V${bottom}H${area.left + area.width}"/>`
  const titles =
    label(area.left + area.width / 2, bottom + 37, x.title, { anchor: 'middle' }) +
    label(area.left - 44, area.top - 12, y.title)
  return [...vertical, ...horizontal, frame, titles].join('\n')
}
