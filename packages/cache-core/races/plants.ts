import { BarrierTable } from '../src/tiers/barrier-table.ts'
import { InvalidationJournal } from '../src/tiers/invalidation-journal.ts'
import { Invalidations } from '../src/tiers/invalidations.ts'
import { LeaseKeeper } from '../src/tiers/lease-keeper.ts'
import type { InvalidationLog } from '@larder/cache-core'

/**
 * Bugs put in on purpose, each the loss of one wall: schedules that cannot find them prove nothing. A plant takes a wall
 * out of the code, or lies where the backend is reached.
 */
export interface Plant {
  /** Takes the wall out; the result puts it back. */
  readonly takeOut?: () => () => void
  readonly log?: (log: InvalidationLog) => InvalidationLog
}

/** Any class: its prototype is all that is touched. */
interface Replaceable {
  readonly prototype: object
}

function without(of: Replaceable, method: string, replacement: (...args: never[]) => unknown): Plant {
  return {
    takeOut() {
      const original = Object.getOwnPropertyDescriptor(of.prototype, method)
      if (!original) throw new Error(`There is no ${method} to take out.`)
      const planted = original.get === undefined ? { value: replacement } : { get: replacement }
      Object.defineProperty(of.prototype, method, { ...planted, configurable: true })
      return () => Object.defineProperty(of.prototype, method, original)
    },
  }
}

/** Bugs that schedules of RaceWorld find. */
export const RACE_PLANTS: Readonly<Record<string, Plant>> = {
  'stamps are not checked': without(BarrierTable, 'deletes', () => false),
  'late loads are kept': without(Invalidations, 'overtook', () => false),
  'memory is not checked': without(Invalidations, 'check', () => true),
  'running loads are joined whatever happened': without(Invalidations, 'mayBeOld', () => false),
  'memory is believed for ever': without(Invalidations, 'trustedUntil', () => Number.POSITIVE_INFINITY),
  'trust is regained without asking': without(Invalidations, 'regainTrust', () => true),
  'strict reads ask nobody': without(Invalidations, 'verify', async () => true),
  'strict reads take what a lost log knew': without(Invalidations, 'isOfThisTerm', () => true),
  'strict reads take what a lost tail may have covered': without(
    Invalidations,
    'isOfThisTerm',
    isOfThisEraAtLeast,
  ),
  'nothing waits for what the journal holds': without(BarrierTable, 'owe', () => {}),
  'the journal forgets': without(InvalidationJournal, 'add', () => ({ superseded: [], overflowed: false })),
  'what is stale by order counts as fresh': without(BarrierTable, 'expiredSince', () => false),
  'a missing record is not noticed': { log: withoutRecords },
}

/** Bugs that schedules of CalmWorld find. */
export const CALM_PLANTS: Readonly<Record<string, Plant>> = {
  'leases are ignored': without(LeaseKeeper, 'turn', async () => ({
    lookAgain: false,
    lease: { end: async () => {} },
  })),
}

function isOfThisEraAtLeast(this: Invalidations, entry: { readonly era: number }): boolean {
  return this.isOfThisEra(entry)
}

/** A log that always says that nothing was missed. */
function withoutRecords(log: InvalidationLog): InvalidationLog {
  return { ...log, readSince: async (position) => ({ ...(await log.readSince(position)), records: [] }) }
}
