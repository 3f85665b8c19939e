import { byId, element, elementOf, showFacts, showTable } from './dom.ts'
import { duration, number } from './format.ts'
import type { BudgetScope, LivePoint } from '../live-point.ts'
import { stateText, text } from './texts.ts'

/** Redis: its servers, connections, and what waits for it. Without it there is nothing to take out of service. */
export function showRedis(point: LivePoint): void {
  const { status, isIsolated, nodes, connections, pendingDeletions, logLagMs } = point
  const isAbsent = status === 'disabled'
  elementOf(HTMLButtonElement, 'isolate').disabled = isAbsent || isIsolated
  elementOf(HTMLButtonElement, 'rejoin').disabled = !isIsolated
  byId('no-redis').hidden = !isAbsent
  showTable(byId('nodes'), [
    [
      text('node'),
      text('state'),
      text('roundTrip'),
      text('readBreaker'),
      text('writeBreaker'),
      text('lanes'),
    ],
    ...nodes.map(({ node, status, reason, latencyMs, breakers, lanes }) => [
      node,
      shownState(isIsolated ? 'out-of-service' : status, 'healthy', reason),
      duration(latencyMs),
      shownState(breakers.read, 'closed'),
      shownState(breakers.write, 'closed'),
      lanes.map((commands) => number(commands)).join(' · ') || text('none'),
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
  showFacts(byId('upstream-facts'), [
    [text('budgetMode'), modeOf(budget.mode, budget.processes)],
    [
      text('quota'),
      quota.status === 'exhausted'
        ? text('quotaGone', { bases: quota.bases.map(({ base }) => base).join(', ') })
        : text('quotaLeft'),
    ],
    [text('webhooks'), listed(webhooks.map(({ base, state, error }) => `${base}: ${told(state, error)}`))],
    [
      text('mirrors'),
      listed(
        mirror.map(
          ({ table, records, state, reason }) => `${table} (${number(records)}): ${told(state, reason)}`,
        ),
      ),
    ],
  ])
}

/** What is not as it should be stands out. */
function shownState(state: string, good: string, reason?: string): string | Node {
  const words = told(state, reason)
  return state === good && reason === undefined ? words : element('strong', words, { class: 'bad' })
}

/** A state, and why it is so. */
function told(state: string, why: string | undefined): string {
  return why === undefined ? stateText(state) : `${stateText(state)}: ${why}`
}

function listed(items: readonly string[]): string {
  return items.join(', ') || text('none')
}

/** Requests that wait for their turn, whatever their priority. */
export function queuedIn({ queued }: BudgetScope): number {
  return Object.values(queued).reduce((sum, count) => sum + count, 0)
}

function modeOf(mode: string, processes: number): string {
  if (mode === 'shared') return text('budgetShared', { count: number(processes) })
  return text(mode === 'alone' ? 'budgetAlone' : 'budgetLocal')
}
