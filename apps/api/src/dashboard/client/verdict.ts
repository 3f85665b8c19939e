import type { LivePoint } from '../live-point.ts'
import { byId } from './dom.ts'
import { text } from './texts.ts'

type State = 'good' | 'warn' | 'bad'

interface Trouble {
  readonly state: 'warn' | 'bad'
  readonly words: string
}

/** How things stand: all that is wrong, the worst first. */
export function showVerdict(point: LivePoint): void {
  const troubles = [...redisTroubles(point), ...upstreamTroubles(point)]
  const worst = (['bad', 'warn'] as const).find((state) =>
    troubles.some((trouble) => trouble.state === state),
  )
  if (worst === undefined) return say('good', text(point.status === 'disabled' ? 'memoryOnly' : 'healthy'))
  const ordered = troubles.toSorted((one, other) => one.state.localeCompare(other.state))
  say(worst, ordered.map(({ words }) => words).join(' '))
}

/** Said again only when it changes: it is read aloud. */
export function say(state: State, words: string): void {
  const place = byId('verdict')
  if (place.textContent === words) return
  place.dataset['state'] = state
  place.textContent = words
}

function redisTroubles({ status, reason = '', isIsolated }: LivePoint): readonly Trouble[] {
  if (isIsolated) return [{ state: 'warn', words: text('isolated') }]
  if (status === 'degraded') return [{ state: 'bad', words: text('degraded', { why: reason }) }]
  return []
}

function upstreamTroubles({ upstream }: LivePoint): readonly Trouble[] {
  const { budget, quota, failingBases, webhooks } = upstream
  const lockedOut = Object.entries(budget.scopes).flatMap(([scope, { locked_for_ms }]) =>
    scope.startsWith('base:') && locked_for_ms > 0 ? [scope.slice('base:'.length)] : [],
  )
  const notFollowed = webhooks.filter(({ error }) => error !== undefined).map(({ base }) => base)
  const all = [
    { state: 'bad', name: 'outOfQuota', bases: quota.bases.map(({ base }) => base) },
    { state: 'bad', name: 'failing', bases: failingBases },
    { state: 'warn', name: 'lockedOut', bases: lockedOut },
    { state: 'warn', name: 'notFollowed', bases: notFollowed },
  ] as const
  return all
    .filter(({ bases }) => bases.length > 0)
    .map(({ state, name, bases }) => ({ state, words: text(name, { bases: bases.join(', ') }) }))
}
