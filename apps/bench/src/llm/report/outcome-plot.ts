import type { TrackAnalysis } from '../analysis/analyse-track.ts'
import { percent } from '../../report/scaling-figure.ts'
import { shortened } from './line-plot.ts'
import { fixed, label, type Plot, WIDTH } from './plot.ts'

const ROW = 30

/** How trials ended, by arm: right, wrong, or which error. A bar for each, so that no colour has to be told. */
export function outcomePlot({ arms }: TrackAnalysis, isSimulated: boolean): Plot {
  const rest = [...new Set(arms.flatMap(({ outcomes }) => Object.keys(outcomes)))]
    .filter((name) => name !== 'correct' && name !== 'wrong')
    .sort()
  const columns = ['correct', 'wrong', ...rest]
  const left = 190
  const width = (WIDTH - left) / columns.length
  const heads = columns.map((name, column) =>
    label(
      left + column * width,
      18,
      shortened(name.toLowerCase().replaceAll('_', ' '), Math.floor(width / 7.5)),
      {
        className: 'strong',
      },
    ),
  )
  const rows = arms.flatMap(({ arm, outcomes, trials }, row) => {
    const y = 30 + row * ROW
    const bars = columns.map((name, column) => {
      const count = outcomes[name] ?? 0
      const x = left + column * width
      return `<rect class="ink" x="${fixed(x)}" y="${y}" width="${fixed((count / trials) * (width - 12))}" height="9" fill-opacity="0.75"/>${label(x, y + 22, count === 0 ? '0' : `${count} (${percent(count / trials)})`, { className: 'tick' })}`
    })
    return [label(left - 10, y + 13, shortened(arm, 24), { anchor: 'end' }), ...bars]
  })
  return {
    title: 'How answers ended',
    note: 'All trials. Errors count as wrong in every figure, unless it says that they were left out.',
    isSimulated,
    width: WIDTH,
    height: 36 + arms.length * ROW,
    body: [...heads, ...rows].join('\n'),
  }
}
