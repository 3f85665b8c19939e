import type { CallOutcome } from '../faults/call-record.ts'
import type { RowResult } from '../faults/row-result.ts'
import type { Timeline, TimelineBand, TimelineBucket } from '../faults/timeline.ts'
import { escapeHtml } from './escape-html.ts'

const WIDTH = 960
const LEFT = 110
const COUNTS = 120
const LATENCY = 160
const GAP = 26
const BAND = 18

/** Stacked from below. */
const ORDER: readonly CallOutcome[] = ['l1', 'cached', 'l2', 'done', 'load', 'stale', 'failed', 'unanswered']
const MIN_MS = 0.05
const MAX_MS = 10_000

/** One drill over time: what became of the calls, how long they took, and the state of breakers and health. */
export function timelineSvg({ timeline, title }: RowResult): string {
  if (!timeline) return ''
  const { marks, bands } = timeline
  const x = (ms: number) => LEFT + (ms / marks.endedAt) * (WIDTH - LEFT)
  const latencyTop = COUNTS + GAP
  const bandsTop = latencyTop + LATENCY + GAP
  const height = bandsTop + bands.length * BAND + 24
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)} over time">
${window(timeline, x, height - 20)}
${counts(timeline, x)}
${latencies(timeline, x, latencyTop)}
${bands.map((band, index) => bandRow(band, x, bandsTop + index * BAND)).join('\n')}
${axis(timeline, x, height)}
</svg>`
}

type Scale = (ms: number) => number

function window({ marks, edges }: Timeline, x: Scale, height: number): string {
  const shade = (from: number, to: number, name: string) =>
    `<rect class="${name}" x="${px(x(from))}" y="0" width="${px(Math.max(0, x(to) - x(from)))}" height="${height}"/>`
  return [
    shade(marks.faultAt, marks.healedAt, 'fault'),
    shade(marks.healedAt, marks.servedAt, 'recovery'),
    ...edges.map((at) => `<line class="edge" x1="${px(x(at))}" x2="${px(x(at))}" y1="0" y2="${height}"/>`),
  ].join('')
}

function counts({ buckets, bucketMs }: Timeline, x: Scale): string {
  const total = ({ outcomes }: TimelineBucket) =>
    Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  const most = Math.max(1, ...buckets.map(total))
  const bars = buckets.map((bucket, index) => {
    let y = COUNTS
    return ORDER.map((outcome) => {
      const count = bucket.outcomes[outcome] ?? 0
      const tall = (count / most) * (COUNTS - 14)
      y -= tall
      return count === 0
        ? ''
        : `<rect class="${outcome}" x="${px(x(index * bucketMs))}" y="${px(y)}" width="${px(x(bucketMs) - x(0))}" height="${px(tall)}"><title>${count} × ${outcome}</title></rect>`
    }).join('')
  })
  return `<text class="label" x="${LEFT - 8}" y="12" text-anchor="end">calls</text>${bars.join('')}`
}

function latencies({ buckets, bucketMs }: Timeline, x: Scale, top: number): string {
  const y = (ms: number) => {
    const share = Math.log(Math.min(MAX_MS, Math.max(MIN_MS, ms)) / MIN_MS) / Math.log(MAX_MS / MIN_MS)
    return top + LATENCY - share * LATENCY
  }
  const grid = [0.1, 1, 10, 100, 1_000, 10_000].map(
    (ms) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH}" y1="${px(y(ms))}" y2="${px(y(ms))}"/><text class="label" x="${LEFT - 8}" y="${px(y(ms) + 4)}" text-anchor="end">${ms} ms</text>`,
  )
  const dots = buckets.map(({ p50Ms, maxMs, outcomes }, index) => {
    if (Object.keys(outcomes).length === 0) return ''
    const at = px(x((index + 0.5) * bucketMs))
    return `<line class="spread" x1="${at}" x2="${at}" y1="${px(y(p50Ms))}" y2="${px(y(maxMs))}"/><circle class="max" cx="${at}" cy="${px(y(maxMs))}" r="1.6"><title>longest ${maxMs.toFixed(2)} ms, p50 ${p50Ms.toFixed(2)} ms</title></circle><circle class="p50" cx="${at}" cy="${px(y(p50Ms))}" r="1.6"/>`
  })
  return `${grid.join('')}${dots.join('')}`
}

function bandRow({ label, spans }: TimelineBand, x: Scale, top: number): string {
  const rects = spans.map(
    ({ state, from, to }) =>
      `<rect class="${state}" x="${px(x(from))}" y="${top + 2}" width="${px(Math.max(0.5, x(to) - x(from)))}" height="${BAND - 5}"><title>${escapeHtml(label)}: ${state}, ${Math.round(to - from)} ms</title></rect>`,
  )
  return `<text class="label" x="${LEFT - 8}" y="${top + 13}" text-anchor="end">${escapeHtml(label)}</text>${rects.join('')}`
}

/** Seconds since the fault began. */
function axis({ marks }: Timeline, x: Scale, height: number): string {
  const step = marks.endedAt > 20_000 ? 5_000 : marks.endedAt > 8_000 ? 1_000 : 500
  const first = -Math.floor(marks.faultAt / step) * step
  const ticks: string[] = []
  for (let ms = first; marks.faultAt + ms < marks.endedAt; ms += step)
    ticks.push(
      `<text class="label" x="${px(x(marks.faultAt + ms))}" y="${height - 4}" text-anchor="middle">${ms / 1_000} s</text>`,
    )
  return ticks.join('')
}

function px(value: number): string {
  return value.toFixed(1)
}
