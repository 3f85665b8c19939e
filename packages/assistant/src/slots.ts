/** What a guest wants with a message. */
export const INTENTS = [
  /** To book a table. */
  'book',
  /** To know whether there is a table, without asking for it to be booked. */
  'check',
  /** To change a booking that is there. */
  'change',
  /** To cancel one; also "we cannot come". */
  'cancel',
  /** To answer what was asked, or to add or correct a detail, with no other intent in the words. */
  'inform',
  'affirm',
  'deny',
  /** To know something about the house: see INFO_TOPICS. */
  'info',
  /** To complain, or to talk to a person. */
  'human',
  'greet',
  'thank',
  /** Nothing to do with the restaurant, or no sense in it. */
  'other',
] as const
export type Intent = (typeof INTENTS)[number]

export const INFO_TOPICS = [
  'hours',
  'menu',
  'location',
  'diet',
  'access',
  'pets',
  'payment',
  'other',
] as const
export type InfoTopic = (typeof INFO_TOPICS)[number]

export const LANGUAGES = ['es', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** 1 is Monday, 7 Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/**
 * A day as it was said, so that it means the same whenever it was said; see resolve-when.ts for what it comes to.
 * `weekday`: `coming` is the next one from today on, today included ("el viernes", "this Friday"); `next` the one of next
 * week as people mean it by "el viernes que viene", "next Friday".
 */
export type SymbolicDate =
  /** Days from today: 0 today, 1 tomorrow, 7 "de hoy en ocho". */
  | { readonly kind: 'offset'; readonly days: number }
  | {
      readonly kind: 'weekday'
      readonly weekday: Weekday
      readonly which: 'coming' | 'next'
      /** Weeks after the one that `which` says: "Friday week" is the coming Friday and 1. */
      readonly weeksLater?: number | undefined
    }
  /** "el 24", "24 de diciembre", "24/12/2026". */
  | {
      readonly kind: 'date'
      readonly day: number
      readonly month?: number | undefined
      readonly year?: number | undefined
      /** Said beside it: "viernes 4 de diciembre". When they do not agree, one of them is wrong. */
      readonly weekday?: Weekday | undefined
    }
  /** "este finde", "next weekend": Saturday, and Sunday if the guest says so. */
  | { readonly kind: 'weekend'; readonly which: 'coming' | 'next' }
  /** Feasts that people name instead of a date. */
  | { readonly kind: 'feast'; readonly feast: Feast }
  /** "dentro de dos semanas" is an offset of 14; what fixes no day ("un día de estos", "el puente") is vague. */
  | { readonly kind: 'vague' }

export const FEASTS = [
  'christmas-eve',
  'christmas',
  'new-years-eve',
  'new-year',
  'epiphany-eve',
  'epiphany',
  'valentine',
] as const
export type Feast = (typeof FEASTS)[number]

/** A time of day as it was said. */
export type SymbolicTime =
  /**
   * `hour` as said, 0 to 23. With `half` the guest has said which half of the day it is (am or pm, "de la tarde",
   * "21:00" and other hours above 12); without it "a las 9" may be 9 or 21.
   */
  | {
      readonly kind: 'clock'
      readonly hour: number
      readonly minute: number
      readonly half?: 'am' | 'pm' | undefined
      /** "a eso de", "around". */
      readonly isAbout?: boolean | undefined
    }
  /** Part of the day and no hour: "a mediodía", "para cenar", "for lunch". */
  | { readonly kind: 'service'; readonly service: 'lunch' | 'dinner' }
  /** Minutes from now: "en media hora", "ya" is 0. */
  | { readonly kind: 'in'; readonly minutes: number }
  /** "después del cine": fixes nothing. */
  | { readonly kind: 'vague' }

export const ZONES = ['indoor', 'terrace', 'bar', 'private'] as const
export type Zone = (typeof ZONES)[number]

/** What a message says, as far as it says it. What it does not say is left out. */
export interface Slots {
  readonly date?: SymbolicDate | undefined
  readonly time?: SymbolicTime | undefined
  /** Everybody who needs a seat at the table, children included, babies not. */
  readonly people?: number | undefined
  /** "8 o 10", "between 4 and 6": then `people` is left out, and has to be asked for. */
  readonly peopleRange?: readonly [least: number, most: number] | undefined
  /** Babies and small children who need a high chair. */
  readonly highChairs?: number | undefined
  readonly pets?: boolean | undefined
  /** A wheelchair, or whoever cannot climb steps. */
  readonly accessible?: boolean | undefined
  readonly zone?: Zone | undefined
  /** Allergies and diets in the guest's words. Health data: kept with the booking, never sent to a model. */
  readonly diet?: readonly string[] | undefined
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  /** The code of a booking: `R-00123`. */
  readonly code?: string | undefined
  /** With intent `info`. */
  readonly topic?: InfoTopic | undefined
  /** Occasions and wishes for the kitchen or the room, in the guest's words. */
  readonly notes?: string | undefined
}

/** What RouterAgent makes of a message. */
export interface Understanding {
  readonly intent: Intent
  readonly language: Language
  readonly slots: Slots
  /** By rules, with `change` and `cancel`: what the message tells of the booking that is there. */
  readonly about?: Pick<Slots, 'date' | 'time' | 'people'> | undefined
  /** By rules: what was given as a name is none. */
  readonly isNoName?: true | undefined
  /** With that: the words, as far as they can be told. */
  readonly noName?: string | undefined
}
