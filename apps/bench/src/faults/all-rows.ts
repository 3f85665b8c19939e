import type { FaultRow } from './fault-row.ts'
import { hang } from './rows/hang.ts'
import { killMidRun } from './rows/kill-mid-run.ts'
import { refusedAtStart } from './rows/refused-at-start.ts'

/** The fault matrix, in order. */
export const ALL_ROWS: readonly FaultRow[] = [refusedAtStart, killMidRun, hang]
