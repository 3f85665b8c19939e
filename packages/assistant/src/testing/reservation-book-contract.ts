import type { ContractCase } from '@larder/cache-core/testing'
import type { LocalDate } from '../house.ts'
import type { ReservationBook } from '../ports/reservation-book.ts'
import {
  cancelFrees,
  changeMoves,
  changeToTaken,
  keyOfCancelled,
  oldChangeAgain,
} from './book-change-cases.ts'
import {
  bookingTakesTables,
  keyForOneBooking,
  lastTable,
  neighbours,
  sameKeyAtOnce,
  sameKeyOneBooking,
  setsAreTaken,
} from './book-commit-cases.ts'
import { clockIsSet, neverTwice } from './book-order-cases.ts'
import { detailsAreKept, findNeedsTwo, phoneHolds } from './book-reading-cases.ts'
import { type BookScene, bookSceneOf } from './book-scene.ts'

export interface ReservationBookFixture {
  /** Of one house: what one of them books the others see. One will do where there are no others. */
  readonly books: readonly [ReservationBook, ...ReservationBook[]]
  /** From this day on nothing is booked; a fortnight before the clocks of the house are set, and to come. */
  readonly from: LocalDate
  readonly close: () => Promise<void>
}

/** What every ReservationBook does. `setup` gives one of a house with three tables at least, and services on most days. */
export function reservationBookContract(
  setup: () => Promise<ReservationBookFixture>,
): readonly ContractCase[] {
  const contractCase = (name: string, body: (scene: BookScene) => Promise<void>): ContractCase => ({
    name,
    run: async () => {
      const fixture = await setup()
      try {
        await body(await bookSceneOf(fixture.books, fixture.from))
      } finally {
        await fixture.close()
      }
    },
  })
  return CASES.map(([name, body]) => contractCase(name, body))
}

const CASES: readonly (readonly [string, (scene: BookScene) => Promise<void>])[] = [
  ['what is booked takes its tables, under a code', bookingTakesTables],
  ['the same key gives the same booking, and books once', sameKeyOneBooking],
  ['the same key sent many times at once books once', sameKeyAtOnce],
  ['a key is for one booking', keyForOneBooking],
  ['of fifty who want the last table one gets it', lastTable],
  ['tables next to each other in time and place do not meet', neighbours],
  ['a set of tables is taken as a whole', setsAreTaken],
  ['a change frees and takes in one step', changeMoves],
  ['a change to what somebody else has leaves all as it was', changeToTaken],
  ['an old change that is sent again takes nothing back', oldChangeAgain],
  ['what is cancelled is free, once', cancelFrees],
  ['a key whose booking was cancelled neither has it nor books again', keyOfCancelled],
  ['a booking is found by two things, and not by one', findNeedsTwo],
  ['what a phone holds is told by the whole of it', phoneHolds],
  ['who it is for, and what they need, is kept', detailsAreKept],
  ['on days on which the clock is set, times are those on the wall', clockIsSet],
  ['nothing is booked twice, whatever the order', neverTwice],
]
