import { byId, elementOf, showFacts, showTable } from './dom.ts'
import { duration, number } from './format.ts'
import type { BudgetScope, LivePoint } from '../live-point.ts'
import { text } from './texts.ts'

/** One sentence on how things stand, and what colour it has. */
export function showVerdict({ status, reason, upstream }: LivePoint): void {
  if (upstream.quota.status === 'exhausted') say('bad', text('outOfQuota'))
  else if (status === 'degraded') say('bad', text('degraded', { why: reason ?? '' }))
  else if (status === 'disabled') say('warn', text('memoryOnly'))
  else say('good', text('healthy'))
}

/** Said again only when it changes: it is read aloud. */
export function say(state: 'good' | 'warn' | 'bad', words: string): void {
  const place = byId('verdict')
  if (place.textContent === words) return
  place.dataset['state'] = state
  place.textContent = words
}

/** Redis: its servers, connections, and what waits for it. Without it there is nothing to take out of service. */
export function showRedis({ status, nodes, connections, pendingDeletions, logLagMs }: LivePoint): void {
  const isAbsent = status === 'disabled'
  for (const id of ['isolate', 'rejoin']) elementOf(HTMLButtonElement, id).disabled = isAbsent
  byId('no-redis').hidden = !isAbsent
  showTable(byId('nodes'), [
    [text('node'), text('state'), text('roundTrip'), text('readBreaker'), text('writeBreaker')],
    ...nodes.map(({ node, status, reason, latencyMs, breakers }) => [
      node,
      reason === undefined ? status : `${status}: ${reason}`,
      duration(latencyMs),
      breakers.read,
      breakers.write,
    ]),
  ])
  showFacts(byId('redis-facts'), [
    [
      text('connections'),
      text('connectionsValue', {
        open: number(connections.open),
        max: number(connections.max),
        inFlight: number(connections.inFlight),
      }),
    ],
    [text('pending'), number(pendingDeletions)],
    [text('logLag'), logLagMs === undefined ? text('none') : text('ago', { ms: duration(logLagMs) })],
  ])
}

/** Airtable: its budget and quota, webhooks and copies. */
export function showUpstream({ upstream }: LivePoint): void {
  const { budget, quota, webhooks, mirror } = upstream
  const isIdle = Object.keys(budget.scopes).length === 0
  byId('budget').hidden = isIdle
  byId('budget-none').hidden = !isIdle
  showTable(byId('budget'), [
    [text('scope'), text('used'), text('waiting'), text('locked')],
    ...Object.entries(budget.scopes).map(([name, scope]) => [
      name,
      `${number(scope.used)} / ${number(scope.limit)}`,
      number(queuedIn(scope)),
      scope.locked_for_ms > 0 ? duration(scope.locked_for_ms) : text('none'),
    ]),
  ])
  const states = (all: readonly { readonly state: string }[], nameOf: (index: number) => string) =>
    all.map(({ state }, index) => `${nameOf(index)}: ${state}`).join(', ') || text('none')
  showFacts(byId('upstream-facts'), [
    [text('budgetMode'), modeOf(budget.mode, budget.processes)],
    [
      text('quota'),
      quota.status === 'exhausted'
        ? text('quotaGone', { bases: quota.bases.map(({ base }) => base).join(', ') })
        : text('quotaLeft'),
    ],
    [text('webhooks'), states(webhooks, (index) => webhooks[index]?.base ?? '')],
    [
      text('mirrors'),
      states(mirror, (index) => `${mirror[index]?.table ?? ''} (${number(mirror[index]?.records ?? 0)})`),
    ],
  ])
}

/** Requests that wait for their turn, whatever their priority. */
export function queuedIn({ queued }: BudgetScope): number {
  return Object.values(queued).reduce((sum, count) => sum + count, 0)
}

function modeOf(mode: string, processes: number): string {
  if (mode === 'shared') return text('budgetShared', { count: number(processes) })
  return text(mode === 'alone' ? 'budgetAlone' : 'budgetLocal')
}
