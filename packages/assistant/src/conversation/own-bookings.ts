import type { Fact } from '../facts.ts'
import { plainWord } from '../redaction/given-names.ts'
import { bookingsHere } from './booking-meant.ts'
import type { Conversation } from './conversation.ts'
import { sittingOf } from './draft.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

const ASKS =
  /(?<!\p{L})(?:(?:cual|cuando|como|que dia|a que hora|para cuant[oa]s?|a nombre de quien|donde) (?:es|era|esta|estaba|tengo|tenia|tenemos|la tengo|la tenemos|quedo|quedaba)(?: (?:hecha|puesta))? ?(?:mi|nuestra|la|una|el)? ?(?:reserva\p{L}*|mesa|codigo)?|que (?:reserva\p{L}*|mesa) (?:tengo|tenemos|hice|hicimos)|(?:tengo|tenemos) (?:alguna|ya) (?:reserva\p{L}*|mesa)|recuerda\p{L}* (?:mi|la|nuestra) reserva|confirma\p{L}* a que hora|(?:what|when|where|what time)(?:'?s| is| was| are) (?:my|our) (?:booking|reservation|table|code)s?|(?:do|did) (?:i|we) have (?:a|any) (?:booking|reservation)|what (?:did|have) (?:i|we) book\p{L}*|remind me|what (?:booking|reservation)s? (?:do|did) (?:i|we))(?!\p{L})/u

/** "A qué hora era" says of what only where the message names a booking. */
const NAMES_BOOKING =
  /(?<!\p{L})(?:reserva\p{L}*|mesa|codigo|r-?\d{4,6}|la tengo|la tenemos|booking|reservation|table|book|code)(?!\p{L})/u
const WISHES =
  /(?<!\p{L})(?:quiero|quisiera|queria|hacer|cambi\p{L}*|cancel\p{L}*|anul\p{L}*|want|like|change|move|make)(?!\p{L})/u

/** "Confírmame que es a las 22:00". */
const CONFIRMS =
  /(?<!\p{L})(?:confirm(?:a|as|ais|an|ame|adme|eme|anos|ad|en|e|arme|arnos)|confirm) (?:que|si|la (?:mesa|reserva)|mi|nuestra|that|if|whether|my|our|the (?:booking|table|reservation))(?!\p{L})/u
/** "¿Sigue en pie?", "is it at 10 pm?": of what is there. */
const IS_IT =
  /(?<!\p{L})(?:sigue|siguen|seguimos|(?:es|era|esta|estaba|son|eran) (?:a las?|para|el|en|de)|(?:is|was) (?:it|my (?:booking|table|reservation)|(?:the )?booking|our (?:booking|table))(?! (?:possible|ok|okay|too late))|still on|are we (?:still|down|booked)|(?:does|do) (?:it|they|the notes?|my booking) say)(?!\p{L})[^?]*\?/u
const MAY = /(?<!\p{L})(?:pued\p{L}*|podr\p{L}*|posible|can|could|may|possible|hay|there)(?!\p{L})/u

/**
 * "¿A qué hora era mi reserva?", "what is my booking?": asks what stands in the book, and for nothing else. Whoever asks whether
 * a booking that is there is at ten does not ask for it to be at ten; `isThere`: the message or the conversation has one.
 */
export function asksOfOwnBooking(message: string, isThere = false): boolean {
  const text = plainWord(message)
  if (WISHES.test(text)) return false
  if (ASKS.test(text) && NAMES_BOOKING.test(text)) return true
  return isThere && !MAY.test(text) && (CONFIRMS.test(text) || IS_IT.test(text))
}

/** Tells the bookings of this conversation as they stand; of those that are there no more, that they are gone. */
export async function tellBookings(conversation: Conversation, scene: Scene): Promise<Step> {
  const { proven } = conversation
  const bookings = await bookingsHere(conversation, scene)
  const facts: readonly Fact[] = proven.map(({ code }) => {
    const booking = bookings.find((one) => one.code === code)
    return booking === undefined
      ? { kind: 'gone-booking', code }
      : { kind: 'your-booking', code, sitting: sittingOf(booking), name: booking.guest.name }
  })
  const left = proven.filter(({ code }) => bookings.some((booking) => booking.code === code))
  return { conversation: { ...conversation, proven: left }, facts }
}
