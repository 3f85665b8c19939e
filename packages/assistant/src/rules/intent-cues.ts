import { ENGLISH_CUES } from './english-cues.ts'
import { phraseBook, phrasesIn, type PhraseFound } from './phrase-book.ts'
import { phrases } from './phrases.ts'
import type { Reading } from './reading.ts'
import { SPANISH_CUES } from './spanish-cues.ts'

/** What a phrase can show. */
export const CUE_NAMES = [
  'human',
  'cancel',
  'change',
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
  /** What no restaurant is asked for. */
  'offTopic',
  'affirm',
  'deny',
  'thank',
  'greet',
  /** Asks what cancelling would cost. */
  'policy',
] as const
export type Cue = (typeof CUE_NAMES)[number]

/** For each cue its phrases, in the notation of phrases.ts. */
export type CuePhrases = Readonly<Record<Cue, string>>

/** The phrases of both languages: guests mix them. */
const BOOK = phraseBook(
  CUE_NAMES.map((cue) => [cue, [...phrases(SPANISH_CUES[cue]), ...phrases(ENGLISH_CUES[cue])]] as const),
)

/** What a message shows, and where it shows it first. */
export function cuesOf({ items }: Reading): ReadonlyMap<Cue, PhraseFound> {
  return phrasesIn(items, BOOK)
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
