import type { MirroredTable } from './mirrored-table.ts'

/** How a copied table stands. */
export interface MirrorStatus {
  readonly base: string
  readonly table: string
  readonly tableId: string
  readonly state: 'loading' | 'current' | 'changing' | 'unfit'
  readonly records: number
  /** How long ago it was last known to hold, in ms: 0 while it does. `undefined`: it never did. */
  readonly ageMs: number | undefined
  /** Since it was begun: reads of the whole table. */
  readonly loads: number
  /** And of single records that may have changed. */
  readonly recordsReadAnew: number
  /** Why it cannot be copied, or was not read. */
  readonly reason: string | undefined
}

export interface MirrorStatusOptions {
  readonly base: string
  /** Records of it are read anew just now, or are about to be. */
  readonly isChanging: boolean
  /** Monotonic, in ms. */
  readonly now: number
}

/** What a copied table tells of itself. */
export function mirrorStatusOf(
  table: MirroredTable,
  { base, isChanging, now }: MirrorStatusOptions,
): MirrorStatus {
  const { schema, copy, heldAt, loads, readAnew, unfitFor } = table
  return {
    base,
    table: schema.name,
    tableId: schema.id,
    state: stateOf(table, isChanging),
    records: copy.size,
    ageMs: heldAt === undefined ? undefined : now - heldAt,
    loads,
    recordsReadAnew: readAnew,
    reason: unfitFor,
  }
}

function stateOf({ unfitFor, isLoaded }: MirroredTable, isChanging: boolean): MirrorStatus['state'] {
  if (unfitFor !== undefined) return 'unfit'
  if (!isLoaded) return 'loading'
  return isChanging ? 'changing' : 'current'
}
