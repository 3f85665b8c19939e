import { prepareActions } from './actions.ts'
import { ask, keepAdminKey } from './admin-key.ts'
import { Charts } from './charts.ts'
import { byId, elementOf } from './dom.ts'
import { showDetails } from './details.ts'
import { follow } from './feed.ts'
import { clockTime } from './format.ts'
import { say, showRedis, showUpstream, showVerdict } from './parts.ts'
import type { LiveDetails, Timed } from '../live-point.ts'
import { Series } from './series.ts'
import { prepareTalk } from './talk.ts'
import { showTiles } from './tiles.ts'
import { type Language, text, useLanguage } from './texts.ts'

const series = new Series()
const charts = new Charts(series)
let details: LiveDetails | undefined
let isPaused = false
let lostSince: number | undefined

function showAll(): void {
  const { last } = series
  if (!last || isPaused) return
  if (lostSince === undefined) showVerdict(last)
  showTiles(byId('tiles'), series)
  showRedis(last)
  showUpstream(last)
  showDetails(details ?? { hotKeys: [], models: [] })
  charts.update()
}

function inLanguage(chosen: Language): void {
  localStorage.setItem('larder-language', chosen)
  useLanguage(chosen)
  charts.draw()
  if (series.last) showAll()
  else say('warn', text('connecting'))
}

function watch(): void {
  void follow({
    onHistory: (points) => {
      lostSince = undefined
      series.begin(points)
      showAll()
    },
    onPoint: (point) => {
      lostSince = undefined
      series.add(point)
      showAll()
    },
    onDetails: (found) => {
      details = found
      if (!isPaused) showDetails(found)
    },
    onLost: () => {
      lostSince ??= Date.now()
      say('bad', text('lost', { since: clockTime(lostSince) }))
    },
    onRefused: () => {
      byId('key-form').hidden = false
      byId('key').focus()
      say('warn', text('keyTitle'))
    },
  })
}

function prepareKeyForm(): void {
  byId('key-form').addEventListener('submit', (event) => {
    event.preventDefault()
    keepAdminKey(elementOf(HTMLInputElement, 'key').value.trim())
    void ask('cache/health').then(({ ok }) => {
      byId('key-problem').textContent = ok ? '' : text('keyWrong')
      byId('key-form').hidden = ok
      if (ok) watch()
    })
  })
}

function preparePage(): void {
  const languages = elementOf(HTMLSelectElement, 'language')
  languages.value =
    localStorage.getItem('larder-language') ?? (navigator.language.startsWith('es') ? 'es' : 'en')
  languages.addEventListener('change', () => inLanguage(languages.value as Language))
  elementOf(HTMLSelectElement, 'timed').addEventListener('change', (event) =>
    charts.draw((event.target as HTMLSelectElement).value as Timed),
  )
  byId('pause').addEventListener('click', () => {
    isPaused = !isPaused
    byId('pause').setAttribute('aria-pressed', String(isPaused))
    showAll()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.draw())
  inLanguage(languages.value as Language)
}

preparePage()
prepareKeyForm()
prepareActions()
prepareTalk()
watch()
