import type { ScalingFigures } from './scaling-figures.ts'

/** Round figures, for tests: nothing was measured. */
export const FIGURES: ScalingFigures = {
  entries: {
    sizes: [
      { what: 'record of 900 B', jsonBytes: 904, tags: 0, storedBytes: 963, redisBytes: 1_200 },
      { what: 'page of 100 records', jsonBytes: 88_000, tags: 0, storedBytes: 17_000, redisBytes: 20_000 },
    ],
    keyBytes: 80,
    expiryBytes: 40,
  },
  appends: {
    costs: [
      { barriers: 1, serverUs: 80, recordBytes: 70 },
      { barriers: 100, serverUs: 300, recordBytes: 4_000 },
    ],
    barrierBytes: 90,
  },
  followers: {
    points: [
      { followers: 1, aloneUs: 106, burstUs: 20.4, lastMs: 0.3 },
      { followers: 1_000, aloneUs: 6_100, burstUs: 420, lastMs: 10 },
    ],
    alone: { fixed: 100, slope: 6, r2: 1 },
    burst: { fixed: 20, slope: 0.4, r2: 1 },
    clientUs: 85,
    messageBytes: 111,
    unreadUntilCut: 300_000,
  },
  snapshots: {
    costs: [{ barriers: 10_000, serverUs: 7_200, clientUs: 11_000, replyBytes: 460_000 }],
    server: { fixed: 200, slope: 0.7, r2: 1 },
    herd: [
      { connections: 10, lastMs: 140, inTime: 1 },
      { connections: 1_000, lastMs: 14_000, inTime: 0.01 },
    ],
    lookUs: 40,
  },
  connections: { atRest: 4, underLoad: 5, bytes: 20_000, connectUs: 160, idleUs: 300, idleCommands: 8 },
  reads: {
    costs: [
      { storedBytes: 963, keys: 1, serverUs: 2 },
      { storedBytes: 963, keys: 8, serverUs: 1.5 },
      { storedBytes: 963, keys: 64, serverUs: 0.8 },
    ],
    clientUs: 10,
    writeUs: 10,
    leaseUs: 13,
  },
  fleet: { processes: 8, delayMs: { p50: 0.5, p99: 2 }, recoveryMs: 600 },
}
