import { prepareActions } from './actions.ts'
import { Charts } from './charts.ts'
import { byId, elementOf } from './dom.ts'
import { showDetails } from './details.ts'
import { follow } from './feed.ts'
import { clockTime } from './format.ts'
import { askForKey, prepareKeyForm } from './key-form.ts'
import type { LiveDetails, LivePoint } from '../live-point.ts'
import { showRedis, showUpstream } from './parts.ts'
import { Series } from './series.ts'
import { prepareTalk } from './talk.ts'
import { showTiles } from './tiles.ts'
import { keptLanguage, keepLanguage, text, useLanguage } from './texts.ts'
import { say, showVerdict } from './verdict.ts'

const series = new Series()
const charts = new Charts(series)
let details: LiveDetails = { hotKeys: [], models: [] }
let isPaused = false
let lostSince: number | undefined

function showFigures(): void {
  const { last } = series
  if (!last) return
  showTiles(byId('tiles'), series)
  showRedis(last)
  showUpstream(last)
  showDetails(details)
  charts.update()
}

/** A page that is paused keeps its figures still, and goes on telling whether anything is wrong. */
function hear(points: readonly LivePoint[]): void {
  lostSince = undefined
  series.add(...points)
  if (!isPaused) showFigures()
  if (!series.last) return
  byId('known').hidden = false
  showVerdict(series.last)
}

function watch(): void {
  void follow({
    onPoints: hear,
    onDetails: (found) => {
      details = found
      if (!isPaused) showDetails(found)
    },
    onLost: (why) => {
      lostSince ??= Date.now()
      say(
        'bad',
        why === undefined ? text('lost', { since: clockTime(lostSince) }) : text('noFigures', { why }),
      )
    },
    onRefused: () => {
      askForKey()
      say('warn', text('keyTitle'))
    },
  })
}

function showInLanguage(): void {
  useLanguage(keptLanguage())
  showPause()
  charts.draw()
  showFigures()
  if (series.last && lostSince === undefined) showVerdict(series.last)
  else say('warn', text('connecting'))
}

function showPause(): void {
  byId('pause').textContent = text(isPaused ? 'resume' : 'pause')
}

function preparePage(): void {
  const languages = elementOf(HTMLSelectElement, 'language')
  languages.value = keptLanguage()
  languages.addEventListener('change', () => {
    keepLanguage(languages.value)
    showInLanguage()
  })
  byId('pause').addEventListener('click', () => {
    isPaused = !isPaused
    showPause()
    if (!isPaused) showFigures()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.draw())
  showInLanguage()
}

preparePage()
prepareKeyForm(watch)
prepareActions()
prepareTalk()
watch()
