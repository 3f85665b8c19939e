import type { Budgets } from './budgets.ts'
import type { Drill } from './drill.ts'

/** One row of the fault matrix: a fault, how it is made, and what must hold before, during and after it. */
export interface FaultRow {
  /** As in the matrix. */
  readonly number: number
  readonly title: string
  /** How the fault is made, for the report. */
  readonly how: string
  /** Where this fault has other budgets than all others. */
  readonly budgets?: Partial<Budgets>
  /** What the breakers of both caches must do. Default: anything. */
  readonly breakers?: BreakerExpectation
  readonly run: (drill: Drill) => Promise<void>
}

export interface BreakerExpectation {
  readonly read?: 'opens' | 'stays closed'
  readonly write?: 'opens' | 'stays closed'
}
