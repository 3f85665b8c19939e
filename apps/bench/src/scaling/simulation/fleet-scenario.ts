import type { Route } from './simulated-line.ts'
import type { ServerCosts } from './simulated-server.ts'

export interface Region {
  readonly name: string
  /** Processes in it. */
  readonly processes: number
  /** To the one Redis. */
  readonly route: Route
}

export interface Failover {
  readonly atMs: number
  /** Until another server has taken over. */
  readonly downMs: number
  /** Acknowledged records that it has not got. */
  readonly lostRecords: number
}

/** What happens to a fleet of processes on one Redis, one event after the other. Only the seed decides what is left to chance. */
export interface FleetScenario {
  readonly name: string
  readonly seed: number
  readonly regions: readonly Region[]
  readonly costs: ServerCosts
  /** Without the time until all have connected, which is not counted. */
  readonly durationMs: number
  /** Invalidations of all processes together. */
  readonly invalidationsPerSecond: number
  /** Keys whose every read is checked, and reads of them by all processes together. */
  readonly watchedKeys: number
  readonly readsPerSecond: number
  /** How long the origin takes for one load. */
  readonly loadMs: number
  /** Share of messages that never arrive, unnoticed. */
  readonly lostMessages: number
  /** How often the connection of a process that carries messages breaks, in a minute. */
  readonly breaksPerMinute: number
  /** Processes that end and are started again, in a second, of all together. */
  readonly restartsPerSecond: number
  readonly failover?: Failover | undefined
  /** Plants an error, for tests: looks at the log bring nothing. */
  readonly isBlind?: boolean | undefined
}

export interface DelaysMs {
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

export interface FleetResult {
  readonly name: string
  readonly processes: number
  readonly records: number
  /** From when the log took a record until a process knows of it, by region; for all that lived then. */
  readonly delaysMs: Readonly<Record<string, DelaysMs>>
  /** Pairs of a record and a process that was alive throughout and does not know of it at the end. */
  readonly undelivered: number
  /** Share of the processes' time without an answer of the log in the last `propagationLimitMs`. */
  readonly suspectShare: number
  /** Share of the processes' time in which they were not healthy. */
  readonly unhealthyShare: number
  /** Snapshots that the server made, and how many it would have made if each had been read in time. */
  readonly snapshots: number
  /** From when the new server is there until so many of the processes are healthy, in ms; Infinity for not in the simulated time. */
  readonly recoveryMs?: { readonly half: number; readonly most: number; readonly all: number } | undefined
  readonly watchedReads: number
  /** Reads of a value whose deletion had been answered before, and the longest time between the two, in ms. */
  readonly staleReads: number
  readonly staleWindowMs: number
  /** Loads of the origin for one key that had been invalidated. */
  readonly loadsPerColdKey: { readonly mean: number; readonly max: number }
  /** Share of the time in which the server's thread had something to do, and the furthest that it was behind, in ms. */
  readonly serverBusy: number
  readonly peakBacklogMs: number
  /** When it was given up because the server was hopelessly behind, in ms from the beginning of the load; undelivered says nothing then. */
  readonly overloadedAtMs?: number | undefined
}

/** propagationLimitMs: Larder's default. */
export const TRUST_MS = 2_000
