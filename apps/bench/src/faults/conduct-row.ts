import { BUDGETS } from './budgets.ts'
import { Drill, type DrillOptions } from './drill.ts'
import type { FaultRow } from './fault-row.ts'
import type { RowResult } from './row-result.ts'
import type { ToldEvent } from './drill-cache.ts'
import { judgeRow } from './judge-row.ts'
import { measure } from './measurements.ts'
import { timelineOf } from './timeline.ts'

/** Takes a row through its drill in this process, which must have nothing else to do. Never rejects. */
export async function conductRow(row: FaultRow, options: DrillOptions): Promise<RowResult> {
  const complaints: string[] = []
  const onRejection = (error: unknown) => complaints.push(`unhandled rejection: ${String(error)}`)
  const onWarning = ({ name, message }: Error) => {
    if (name === 'MaxListenersExceededWarning') complaints.push(`${name}: ${message}`)
  }
  process.on('unhandledRejection', onRejection)
  process.on('warning', onWarning)
  const drill = new Drill(options)
  const about = {
    number: row.number,
    title: row.title,
    how: row.how,
    cache: options.rival?.name ?? 'Larder',
    seed: options.seed,
    profile: options.profile.name,
  }
  try {
    await row.run(drill)
    await drill.finish()
    const measured = measure(drill, row.budgets?.stalenessMs ?? BUDGETS.stalenessMs)
    const tells = drill.caches.some((cache) => cache.tells)
    const general = judgeRow({ row, profile: options.profile, measured, tells, complaints })
    const findings = [...general, ...drill.findings]
    const verdict = findings.every(({ ok }) => ok) ? 'passed' : 'failed'
    return { ...about, verdict, findings, measured, timeline: timelineOf(drill), events: eventsOf(drill) }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { ...about, verdict: 'failed', findings: drill.findings, events: eventsOf(drill), error: text }
  } finally {
    await drill.cleanUpAll()
    process.off('unhandledRejection', onRejection)
    process.off('warning', onWarning)
  }
}

/** What was told, in ms since the fault began. */
function eventsOf({ instruments, marks }: Drill): RowResult['events'] {
  const origin = Number.isFinite(marks.faultAt) ? marks.faultAt : marks.startedAt
  return instruments.events.map(({ at, cache, event }) => ({
    atMs: Math.round(at - origin),
    text: `${cache}: ${describe(event)}`,
  }))
}

function describe(event: ToldEvent['event']): string {
  if (event.type === 'breaker') return `${event.breaker} breaker ${event.from} → ${event.to}`
  if (event.type === 'store-health')
    return event.healthy ? 'the store is healthy' : `the store is not healthy: ${event.reason ?? ''}`
  if (event.type === 'store-node-gone') return `${event.node} is no part of the store any more`
  if (event.type === 'unreadable-entry') return `unreadable entry: ${event.cause}`
  return event.type === 'refresh-failed' ? `refresh failed: ${event.message}` : event.type
}
