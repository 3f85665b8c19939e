import type { ArmSummary } from '../analysis/summarise-arm.ts'
import { escapeHtml } from '../../report/escape-html.ts'
import { fixed, label, type Plot, WIDTH } from './plot.ts'

const CELL = 34

/** What was said (across) where something else was right (down), in first trials. */
export function confusionPlot({ arm, confusion }: ArmSummary, isSimulated: boolean): Plot | undefined {
  if (confusion.length === 0) return undefined
  const rows = sorted(confusion.map(({ gold }) => gold))
  const columns = [
    ...rows,
    ...sorted(confusion.map(({ said }) => said)).filter((said) => !rows.includes(said)),
  ]
  const left = 110
  const top = 70
  const size = Math.min(CELL, (WIDTH - left - 20) / columns.length)
  const heads = columns.map((name, index) => {
    const x = left + (index + 0.6) * size
    return `<text x="${fixed(x)}" y="${top - 6}" transform="rotate(-40 ${fixed(x)} ${top - 6})">${escapeHtml(name)}</text>`
  })
  const names = rows.map((name, index) =>
    label(left - 8, top + (index + 0.65) * size, name, { anchor: 'end' }),
  )
  const cells = rows.flatMap((gold, row) => {
    const total = confusion.filter((cell) => cell.gold === gold).reduce((sum, { count }) => sum + count, 0)
    return columns.map((said, column) => {
      const count = confusion.find((cell) => cell.gold === gold && cell.said === said)?.count ?? 0
      const [x, y] = [left + column * size, top + row * size]
      const strength = count === 0 ? 0 : 0.12 + (0.5 * count) / total
      const right = gold === said ? ' class="right"' : ' class="cell"'
      const text =
        count === 0 ? '' : label(x + size / 2, y + size / 2 + 4, String(count), { anchor: 'middle' })
      return `<rect${right} x="${fixed(x)}" y="${fixed(y)}" width="${fixed(size - 1)}" height="${fixed(size - 1)}" fill-opacity="${strength.toFixed(2)}"/>${text}`
    })
  })
  return {
    title: `What ${arm} took it for`,
    note: 'Down: what is right; across: what was said, in first trials. The framed diagonal is right.',
    isSimulated,
    width: WIDTH,
    height: top + rows.length * size + 10,
    body: [...heads, ...names, ...cells].join('\n'),
  }
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}
