import { CacheError, createCache } from '@larder/cache-core'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { type Assistant, type AssistantModels, type AssistantOptions, createAssistant } from './assistant.ts'
import { aHouse, aTable } from './availability-fixture.ts'
import { CountedBook } from './counted-book-fixture.ts'
import type { House } from './house.ts'
import type { Booking, ReservationBook } from './ports/reservation-book.ts'
import type { Reply } from './reply.ts'
import { InMemoryReservationBook } from './testing/in-memory-reservation-book.ts'

/** A Wednesday noon in Madrid. */
export const WEDNESDAY_NOON: number = Date.parse('2026-12-02T12:00:00+01:00')

export const aBusyHouse: House = aHouse({
  name: 'La Encina',
  tables: [
    aTable('a', 2),
    aTable('b', 4),
    aTable('c', 4, { zone: 'terrace' }),
    aTable('d', 6, { isAccessible: true }),
  ],
})

export interface Talk {
  readonly assistant: Assistant
  readonly book: CountedBook
  readonly clock: FakeClock
  /** Says something in the one conversation of the fixture. */
  readonly say: (message: string) => Promise<Reply>
  /** Another guest, in a conversation of their own. */
  readonly someoneElse: () => Talk['say']
  /** All that is in the book and not cancelled. */
  readonly booked: () => readonly Booking[]
}

export interface TalkOptions extends Partial<Omit<AssistantOptions, 'models' | 'book'>> {
  readonly models?: AssistantModels | undefined
  /** Puts something in front of the book. */
  readonly inFront?: (book: CountedBook) => ReservationBook
}

/** An assistant of a house in memory, on a clock that stands still. */
export function talk({ models, inFront, ...options }: TalkOptions = {}): Talk {
  const clock = new FakeClock(WEDNESDAY_NOON)
  const book = new CountedBook(new InMemoryReservationBook({ house: aBusyHouse, clock }))
  let ids = 0
  const assistant = createAssistant({
    book: inFront?.(book) ?? book,
    page: {
      phone: '+34 910 000 000',
      topics: {
        location: { es: 'Estamos en la calle Mayor 5, Madrid.', en: 'We are at 5 Calle Mayor, Madrid.' },
        diet: { es: 'Tenemos platos sin gluten y veganos.', en: 'We have gluten-free and vegan dishes.' },
      },
    },
    models,
    cache: createCache({ clock, random: new SeededRandom(1) }),
    clock,
    random: new SeededRandom(2),
    newId: () => `conversation-${String(++ids).padStart(12, '0')}`,
    tenant: 'encina',
    // A test that expects no trouble must not pass because of it.
    onTrouble: (error) => {
      if (!(error instanceof CacheError) && !isPlanned(error)) throw error
    },
    ...options,
  })
  return {
    assistant,
    book,
    clock,
    say: speaker(assistant),
    someoneElse: () => speaker(assistant),
    booked: () => book.booked(),
  }
}

/** What tests throw themselves says so. */
function isPlanned(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('planned: ')
}

function speaker(assistant: Assistant): Talk['say'] {
  let conversationId: string | undefined
  return async (message) => {
    const reply = await assistant.reply(message, { conversationId })
    ;({ conversationId } = reply)
    return reply
  }
}
