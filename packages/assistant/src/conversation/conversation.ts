import type { Seating } from '../availability-result.ts'
import type { LocalDate, LocalTime } from '../house.ts'
import type { BookingDraft } from '../ports/reservation-book.ts'
import type { Register } from '../replies/reply-templates.ts'
import type { Language, Slots, SymbolicDate, SymbolicTime, Zone } from '../slots.ts'
import type { AskedSlot } from '../facts.ts'
import type { Hint } from '../orders/orders-in.ts'

/** Of what is stored; another one is not read. */
export const CONVERSATION_VERSION = 1

/** All that is kept of a conversation: what is wanted and what was agreed, not what was said. */
export interface Conversation {
  readonly version: typeof CONVERSATION_VERSION
  readonly id: string
  /** Messages that were answered. */
  readonly turn: number
  readonly language: Language
  readonly register: Register
  /** Whoever writes, as they said. */
  readonly guest: Contact
  readonly task: Task | undefined
  /** Further bookings that were asked for in one message. */
  readonly queue: readonly Wanted[]
  /** Bookings that were made here, or proved. */
  readonly proven: readonly ProvenBooking[]
  /** Claims to bookings that nothing came of. */
  readonly failedProofs: number
  /** What in the messages so far pointed to orders for a machine. */
  readonly hints?: readonly Hint[] | undefined
  /** Under how many names a table was wanted here. */
  readonly names?: readonly string[] | undefined
  /** Orders were given, or more was asked for than one guest needs: nothing is written here any more. */
  readonly isForPeople?: boolean | undefined
  /** How often something was written here, by kind. */
  readonly written?: Readonly<Partial<Record<Task['kind'], number>>> | undefined
}

export interface Contact {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

export interface ProvenBooking {
  readonly code: string
  readonly name: string
}

/** What is under way. */
export interface Task {
  readonly kind: 'book' | 'change' | 'cancel'
  /** Only whether there is a table was asked. */
  readonly isCheck: boolean
  readonly wanted: Wanted
  /** Which booking it is about; none with `book`. */
  readonly target: ProvenBooking | undefined
  /** What was said of it, as long as it is not proved. */
  readonly claim: Claim
  readonly awaiting: Awaiting | undefined
  /** Once is enough. */
  readonly hasAskedPhone: boolean
  /** With `change`: only what is booked was asked. */
  readonly isOnlyRead?: boolean | undefined
  /** With `change`: another name is wanted, and asked for where it is not told. */
  readonly isRenaming?: boolean | undefined
  /** With `cancel`: all bookings of this conversation, one after the other. */
  readonly isForAll?: boolean | undefined
  /** With that: those that come after this one. */
  readonly others?: readonly ProvenBooking[] | undefined
}

export interface Claim extends Contact {
  readonly code?: string | undefined
  readonly date?: LocalDate | undefined
  /** The guest said so: name and phone have to do. */
  readonly hasNoCode?: boolean | undefined
  /** How often a proof was asked for. */
  readonly timesAsked?: number | undefined
}

/** What a guest wants. Days and times are kept as dates as soon as they are settled: "tomorrow" means the day it was said. */
export interface Wanted {
  readonly date?: LocalDate | undefined
  readonly time?: LocalTime | undefined
  /** As said, until it is settled. */
  readonly saidDate?: SymbolicDate | undefined
  readonly saidTime?: SymbolicTime | undefined
  readonly people?: number | undefined
  readonly zone?: Zone | undefined
  readonly highChairs?: number | undefined
  readonly pets?: boolean | undefined
  readonly accessible?: boolean | undefined
  readonly diet?: readonly string[] | undefined
  readonly notes?: string | undefined
  /** Later than it is, or earlier; until it is known what it is. */
  readonly byMinutes?: number | undefined
  /** More than there are, or fewer. */
  readonly byPeople?: number | undefined
  /** With `change`, and with what is queued: under which name it is to be. */
  readonly newName?: string | undefined
}

/** What the next message is expected to answer. */
export type Awaiting =
  /** `isAgain`: what was said before does not do. */
  | { readonly for: 'slot'; readonly slot: AskedSlot; readonly isAgain?: true | undefined }
  /** Which of two times, or of two readings. */
  | { readonly for: 'time'; readonly times: readonly LocalTime[] }
  | { readonly for: 'date'; readonly dates: readonly LocalDate[] }
  | { readonly for: 'people' }
  | { readonly for: 'offer'; readonly seatings: readonly Seating[] }
  | { readonly for: 'go-ahead' }
  | Consent
  | { readonly for: 'what-to-change' }
  | { readonly for: 'proof'; readonly wants: 'code' | 'name' | 'phone' }
  | { readonly for: 'which'; readonly bookings: readonly WhichBooking[] }

export interface WhichBooking extends ProvenBooking {
  readonly date: LocalDate
  readonly time: LocalTime
}

/** A yes to what was summed up. */
export interface Consent {
  readonly for: 'consent'
  /** With it the same booking is written once, however often it is tried. */
  readonly key: string
  /** With `cancel` what is to be cancelled, without what the guest told of it. */
  readonly draft: BookingDraft | undefined
  /** The yes was given and the book did not answer: it is not known whether it was written. */
  readonly isUnsettled: boolean
  /** With that: it was summed up again, so that the next yes is one to send it again. */
  readonly isAskedAgain?: boolean | undefined
}

/** A conversation in which nothing was said yet. */
export function newConversation(id: string): Conversation {
  return {
    version: CONVERSATION_VERSION,
    id,
    turn: 0,
    language: 'es',
    register: 'usted',
    guest: {},
    task: undefined,
    queue: [],
    proven: [],
    failedProofs: 0,
  }
}

/** A task of which nothing is known. */
export function newTask(kind: Task['kind'], parts: Partial<Task> = {}): Task {
  return {
    kind,
    isCheck: false,
    wanted: {},
    target: undefined,
    claim: {},
    awaiting: undefined,
    hasAskedPhone: false,
    ...parts,
  }
}

/** Whether a message says anything of a table. */
export function saysOfTable(slots: Slots): boolean {
  const { date, time, people, peopleRange, zone } = slots
  return [date, time, people, peopleRange, zone].some((said) => said !== undefined)
}
