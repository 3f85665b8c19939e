/** How long and how hard a drill is. */
export interface DrillProfile {
  readonly name: 'short' | 'long'
  readonly warmUpMs: number
  readonly beforeMs: number
  readonly faultMs: number
  readonly afterMs: number
  readonly ratePerSecond: number
  /** Budgets of time are multiplied by it: a machine that runs other tests beside is slower, not wrong. */
  readonly slack: number
  /** After which the process of a row is ended, whatever it does. */
  readonly limitMs: number
}

/** `short` for tests, `long` for figures. */
export const PROFILES: Readonly<Record<DrillProfile['name'], DrillProfile>> = {
  short: {
    name: 'short',
    warmUpMs: 200,
    beforeMs: 500,
    faultMs: 1_000,
    afterMs: 300,
    ratePerSecond: 400,
    slack: 2,
    limitMs: 45_000,
  },
  long: {
    name: 'long',
    warmUpMs: 1_000,
    beforeMs: 3_000,
    faultMs: 5_000,
    afterMs: 3_000,
    ratePerSecond: 500,
    slack: 1,
    limitMs: 180_000,
  },
}
