import type { House } from '@larder/assistant'
import type { BookHold } from './book-lock.ts'

/** What a writer has while it is its turn: the house as it was read, and the book. */
export interface WriteTurn {
  readonly house: House
  readonly hold: BookHold
}

/**
 * Makes a turn last its whole time from now, before each look at what was written: writing and looking together may take
 * longer than the lease. A turn that is lost is finished all the same, since what is read back tells who was first.
 */
export async function prolong({ hold }: WriteTurn): Promise<void> {
  await hold.renew().catch(() => false)
}
