import { element } from './dom.ts'
import { bytes, duration, number, percent } from './format.ts'
import { hitRateOf, type Series, totalOf } from './series.ts'
import { text, type TextName } from './texts.ts'

type Tile = readonly [title: TextName, value: string, detail: string]

/** The figures that tell at a glance whether the cache earns its keep. */
export function showTiles(list: HTMLElement, series: Series): void {
  const { last } = series
  if (!last) return
  const minute = series.readsIn(60)
  const recent = series.readsIn(10)
  const rate = hitRateOf(minute.reads)
  const written = last.bytes?.written
  const tiles: readonly Tile[] = [
    [
      'hitRate',
      rate === undefined ? text('none') : percent(rate),
      text('hitRateDetail', { reads: number(totalOf(minute.reads)) }),
    ],
    [
      'perSecond',
      number(recent.seconds === 0 ? 0 : totalOf(recent.reads) / recent.seconds, 1),
      text('perSecondDetail'),
    ],
    ['p99', duration(series.worstP99(60)), text('p99Detail')],
    ['saved', number(last.loads.saved), text('savedDetail')],
    [
      'entries',
      number(last.memory.entries),
      text('entriesDetail', { bytes: bytes(last.memory.bytes), max: bytes(last.memory.maxBytes) }),
    ],
    [
      'compressed',
      written && written.raw > 0 ? percent(1 - written.stored / written.raw) : text('none'),
      written ? text('compressedDetail', { stored: bytes(written.stored), raw: bytes(written.raw) }) : '',
    ],
    failures(series.errorsIn(60)),
    ['inFlight', number(last.loads.inFlight), ''],
  ]
  list.replaceChildren(...tiles.map(([name, value, detail]) => tile(text(name), value, detail)))
}

/** How many, and why. */
function failures(errors: ReturnType<Series['errorsIn']>): Tile {
  const total = errors.reduce((sum, [, count]) => sum + count, 0)
  const causes = errors.map(([cause, count]) => `${cause} ${number(count)}`).join(', ')
  return ['errors', number(total), causes ? `${text('errorsDetail')}: ${causes}` : text('errorsDetail')]
}

function tile(term: string, value: string, detail: string): HTMLElement {
  const shown = element('dd', value)
  shown.append(element('span', detail, { class: 'detail' }))
  const made = element('div')
  made.append(element('dt', term), shown)
  return made
}
