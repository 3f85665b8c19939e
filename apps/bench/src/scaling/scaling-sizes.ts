/** How much is measured: `short` shows that it works, `long` gives figures. */
export interface ScalingSizes {
  readonly name: 'short' | 'long'
  /** Repetitions of which the middle one counts. */
  readonly rounds: number
  readonly entries: number
  readonly pages: number
  readonly appends: number
  readonly followers: readonly number[]
  /** Barriers that the log remembers when its snapshot is read. */
  readonly snapshots: readonly number[]
  /** Connections that ask for a snapshot in the same instant. */
  readonly herd: readonly number[]
  /** Caches at rest beside each other. */
  readonly idleCaches: number
  readonly reads: number
  /** Real processes that follow one log. */
  readonly processes: number
  /** How long records are sent to them, in ms. */
  readonly fleetMs: number
  /** Simulated time of each scenario, twice that with a failover. */
  readonly simulatedMs: number
  /** Accesses of the simulated memory tier. */
  readonly accesses: number
}

export const SIZES: Readonly<Record<ScalingSizes['name'], ScalingSizes>> = {
  short: {
    name: 'short',
    rounds: 1,
    entries: 2_000,
    pages: 50,
    appends: 100,
    followers: [1, 20],
    snapshots: [200, 1_000],
    herd: [5],
    idleCaches: 3,
    reads: 1_000,
    processes: 2,
    fleetMs: 1_000,
    simulatedMs: 2_000,
    accesses: 20_000,
  },
  long: {
    name: 'long',
    rounds: 5,
    entries: 200_000,
    pages: 2_000,
    appends: 3_000,
    followers: [1, 10, 30, 100, 300, 1_000],
    snapshots: [1_000, 5_000, 19_000],
    herd: [10, 100, 300, 1_000],
    idleCaches: 50,
    reads: 100_000,
    processes: 8,
    fleetMs: 15_000,
    simulatedMs: 10_000,
    accesses: 2_000_000,
  },
}
