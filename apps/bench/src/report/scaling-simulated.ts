import type { ScalingReport, Simulated } from '../scaling/run-scaling.ts'
import type { FleetResult } from '../scaling/simulation/fleet-scenario.ts'
import { figure, percent, span } from './scaling-figure.ts'
import { table } from './markdown-row.ts'

/** What came of the simulated fleets, in Markdown. */
export function simulatedTables({
  growth,
  restarts,
  failovers,
  memory,
  sizes,
  figures,
}: ScalingReport): string {
  const { fleet } = figures
  return [
    '### A growing fleet',
    growthTable(growth),
    `Each ran for ${span(sizes.simulatedMs)} of simulated time with a full log, or until the server was 1.5 s behind; 2 reads a second and process of 20 keys that are held against the origin, and one broken connection a process in ten minutes. To hold this against reality: ${fleet.processes} real processes on this machine, ${figure(1_000 / 50)} records a second, heard of a record after ${span(fleet.delayMs.p50)} (p50) and ${span(fleet.delayMs.p99)} (p99), their own turn on shared cores included.`,
    '### A rolling restart',
    growthTable(restarts),
    '### A failover of the log’s server',
    failoverTable(failovers),
    `The server dies, another one takes over 3 s later without the last two records. To hold this against reality: ${fleet.processes} real processes and a nearly full log ${again(fleet.recoveryMs)}; their own work on this machine’s shared cores is in it.`,
    '### Hits in memory, of 10 million keys',
    table(
      ['memory of a process', 'Zipf exponent', 'entries of 900 B held', 'hit rate'],
      memory.map(({ l1MaxBytes, exponent, entries, hitRate }) => [
        `${l1MaxBytes / 2 ** 20} MiB`,
        figure(exponent),
        figure(entries),
        percent(hitRate),
      ]),
    ),
  ].join('\n\n')
}

function again(recoveryMs: number): string {
  if (recoveryMs === 0) return 'were healthy throughout'
  return Number.isFinite(recoveryMs)
    ? `were all healthy again after ${span(recoveryMs)}`
    : 'were not all healthy again within 10 s'
}

function growthTable(all: readonly Simulated[]): string {
  const header = [
    'fleet',
    'invalidations',
    'heard of after: p50',
    'p99',
    'max',
    'not healthy',
    'oldest stale read',
    'thread busy',
    'furthest behind',
    'not heard of in the end',
  ]
  const rows = all.map(({ scenario, result }) => [
    scenario.name,
    `${figure(scenario.invalidationsPerSecond)}/s`,
    ...delays(result),
    percent(result.unhealthyShare),
    result.staleReads === 0 ? 'none' : span(result.staleWindowMs),
    result.overloadedAtMs === undefined
      ? percent(Math.min(1, result.serverBusy))
      : `**overloaded** after ${span(result.overloadedAtMs)}`,
    span(result.peakBacklogMs),
    result.overloadedAtMs === undefined ? figure(result.undelivered) : '—',
  ])
  return table(header, rows)
}

function delays({ delaysMs }: FleetResult): readonly string[] {
  const regions = Object.entries(delaysMs)
  return (['p50', 'p99', 'max'] as const).map((name) =>
    regions
      .map(([region, own]) => (regions.length > 1 ? `${region} ${span(own[name])}` : span(own[name])))
      .join(', '),
  )
}

function failoverTable(all: readonly Simulated[]): string {
  const header = [
    'fleet',
    'half are healthy after',
    '99 % after',
    'all after',
    'snapshots made',
    'furthest behind',
    'oldest stale read',
    'loads of a cold key, most',
  ]
  const rows = all.map(({ scenario, result }) => [
    scenario.name,
    ...(['half', 'most', 'all'] as const).map((name) => span(result.recoveryMs?.[name] ?? Number.NaN)),
    figure(result.snapshots),
    span(result.peakBacklogMs),
    result.staleReads === 0 ? 'none' : span(result.staleWindowMs),
    figure(result.loadsPerColdKey.max),
  ])
  return table(header, rows)
}
