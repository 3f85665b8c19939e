import type { LiveDetails, LivePoint, LiveUpstream } from './live-point.ts'

const latency = (p50: number, p95: number, p99: number) => ({ count: 10, p50, p95, p99 })

const UPSTREAM: LiveUpstream = {
  budget: {
    mode: 'shared',
    processes: 3,
    scopes: {
      'base:appOne': {
        used: 4,
        limit: 5,
        queued: { interactive_write: 1, interactive_read: 2, background: 3 },
        wait_ms: 900,
        locked_for_ms: 0,
      },
      'token:t1': {
        used: 7,
        limit: 50,
        queued: { interactive_write: 0, interactive_read: 0, background: 0 },
        wait_ms: 0,
        locked_for_ms: 0,
      },
    },
  },
  quota: { status: 'available', bases: [] },
  webhooks: [{ base: 'appOne', state: 'following' }],
  mirror: [{ table: 'Turnos', state: 'current', records: 1_240 }],
  failingBases: [],
}

/** A point of which no two figures are alike, so that each is found in its place alone. */
export const POINT: LivePoint = {
  at: Date.UTC(2026, 10, 27, 20, 30, 15),
  spanMs: 2_000,
  status: 'healthy',
  isIsolated: false,
  reads: { memory: 60, redis: 20, stale: 8, missed: 12 },
  errors: { 'Airtable LOADER': 2, 'Redis DEADLINE_EXCEEDED': 1 },
  latencyMs: {
    reads: latency(0.011, 31, 41),
    memory: latency(0.002, 0.003, 0.004),
    redis: latency(0.61, 0.72, 0.83),
    upstream: latency(120, 180, 240),
  },
  memory: { entries: 321, bytes: 410_000, maxBytes: 67_108_864 },
  loads: { saved: 4_567, inFlight: 9 },
  nodes: [
    {
      node: 'redis://one:6379',
      status: 'healthy',
      latencyMs: 0.4,
      breakers: { read: 'closed', write: 'half-open' },
      lanes: [14, 0, 1],
    },
    {
      node: 'redis://two:6379',
      status: 'degraded',
      reason: 'it is loading',
      latencyMs: 13,
      breakers: { read: 'open', write: 'closed' },
      lanes: [],
    },
  ],
  connections: { max: 10, open: 6, inFlight: 15 },
  pendingDeletions: 17,
  logLagMs: 250,
  bytes: { written: { raw: 1_048_576, stored: 204_800 } },
  upstream: UPSTREAM,
}

/** The same with Airtable in another state. */
export function withUpstream(changes: Partial<LiveUpstream>): LivePoint {
  return { ...POINT, upstream: { ...UPSTREAM, ...changes } }
}

export const DETAILS: LiveDetails = {
  hotKeys: [{ key: 'rec:1', perSecond: 2.5, share: 0.125 }],
  models: [
    {
      provider: 'openai',
      calls: 70,
      errors: 5,
      hits: 11,
      inputTokens: 9_100,
      outputTokens: 1_300,
      usd: 0.25,
      savedUsd: 0.05,
      unpriced: 0,
    },
    {
      provider: 'other',
      calls: 3,
      errors: 0,
      hits: 0,
      inputTokens: 90,
      outputTokens: 30,
      usd: 0.5,
      savedUsd: 0,
      unpriced: 2,
    },
  ],
}
