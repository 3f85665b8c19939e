import { ENGLISH_CUES } from './english-cues.ts'
import { ENGLISH_TALK } from './english-talk.ts'
import { phraseBook, phrasesIn, type PhraseFound } from './phrase-book.ts'
import { phrases } from './phrases.ts'
import type { Reading } from './reading.ts'
import { SPANISH_CUES } from './spanish-cues.ts'
import { SPANISH_TALK } from './spanish-talk.ts'

/** What phrases about bookings and the house can show. */
export const BOOKING_CUES = [
  'cancel',
  /** That a booking is to be otherwise, by a verb that says so: "mover", "reschedule". */
  'change',
  /** What is other than it was; changes only a booking that is there: "somos uno más", "instead of five". */
  'amend',
  /** A booking that is there. */
  'existing',
  /** That it is to be otherwise; tells only beside a booking that is there. */
  'instead',
  /** That it is the guest's own. */
  'own',
  /** The wish to have a table. */
  'strongBook',
  /** A table is spoken of. */
  'weakBook',
  'check',
  /** Questions about booking itself: they book nothing. */
  'infoAlways',
  /** Questions about the house, unless a party is to be seated. */
  'infoSure',
  /** A question without its mark. */
  'wondering',
  /** Verbs that ask only where they come first. */
  'wonderingFirst',
  /** A question as one asks it of a house. */
  'houseQuestion',
  /** What a table is called where one is asked for. */
  'room',
  /** That a house is full, or somebody comes to it. */
  'fullness',
  /** Coming without a booking. */
  'walkIn',
  /** The wish to be told something. */
  'wantsToKnow',
  /** Asks what cancelling would cost. */
  'policy',
] as const

/** What else phrases can show. */
export const TALK_CUES = [
  /** Wants a person, or complains. */
  'human',
  /** Of food, service, an evening. */
  'praise',
  /** That somebody has been there. */
  'visited',
  /** Verbs of losing and finding. */
  'loss',
  /** What people leave on chairs. */
  'belonging',
  /** Invoices and receipts. */
  'paper',
  /** That such a paper is wanted, not only asked about. */
  'paperWanted',
  'refund',
  /** What begins a detail: "por cierto", "by the way". */
  'aside',
  'cannot',
  /** What no restaurant is asked for. */
  'offTopic',
  'affirm',
  'deny',
  'thank',
  'greet',
] as const
export type Cue = (typeof BOOKING_CUES)[number] | (typeof TALK_CUES)[number]
export const CUE_NAMES: readonly Cue[] = [...BOOKING_CUES, ...TALK_CUES]

/** For each cue its phrases, in the notation of phrases.ts. */
export type BookingPhrases = Readonly<Record<(typeof BOOKING_CUES)[number], string>>
export type TalkPhrases = Readonly<Record<(typeof TALK_CUES)[number], string>>

const SPANISH = { ...SPANISH_CUES, ...SPANISH_TALK }
const ENGLISH = { ...ENGLISH_CUES, ...ENGLISH_TALK }

/** The phrases of both languages: guests mix them. */
const BOOK = phraseBook(
  CUE_NAMES.map((cue) => [cue, [...phrases(SPANISH[cue]), ...phrases(ENGLISH[cue])]] as const),
)

/** What a message shows, and where it shows it first. */
export function cuesOf({ items }: Reading): ReadonlyMap<Cue, PhraseFound> {
  return phrasesIn(items, BOOK)
}

/** Whether a message is made of phrases that show one of these, and of words that are `idle`, alone; signs count for nothing. */
export function isMadeOf({ items }: Reading, cues: ReadonlySet<Cue>, idle: ReadonlySet<string>): boolean {
  let at = 0
  while (at < items.length) {
    const lengths = BOOK.matchesAt(items, at)
      .filter(({ value }) => cues.has(value))
      .map(({ length }) => length)
    const { kind, text = '' } = items[at] ?? {}
    if (lengths.length > 0) at += Math.max(...lengths)
    else if (kind === 'symbol' || idle.has(text)) at += 1
    else return false
  }
  return true
}

/** Words after which something is taken back. */
export const NEGATIONS: ReadonlySet<string> = new Set([
  'no',
  'not',
  "don't",
  'never',
  'nunca',
  'sin',
  'without',
  "didn't",
  "doesn't",
  'tampoco',
])
