import { isOfTheHouse } from './info-topic.ts'
import {
  asksWithDetails,
  isQuestion,
  isUnseated,
  saysOfSeats,
  type IntentQuestion,
} from './intent-question.ts'

/** "¿Hay que reservar?", "what happens if I cancel?"; not "how do I cancel R-10021? I can't come". */
export function asksOfBooking(asked: IntentQuestion): boolean {
  const { cues, slots } = asked
  const cancelsOne = slots.code !== undefined && cues.has('cancel') && cues.has('cannot')
  return cues.has('infoAlways') && isQuestion(asked) && !cancelsOne
}

/** "Do you have seats outside tonight?" */
export function asksForSeats(asked: IntentQuestion): boolean {
  const { cues, slots } = asked
  return saysOfSeats(slots) && cues.has('check') && isQuestion(asked) && !cues.has('strongBook')
}

/** Of what else "have you got" may ask, a table, a day or how full it is tells. */
export function asksForTable(asked: IntentQuestion): boolean {
  const { cues, slots } = asked
  if (!isQuestion(asked)) return false
  if (cues.has('walkIn') && !cues.has('policy')) return saysOfSeats(slots) && slots.date?.kind !== 'vague'
  if (OR_FULL.test(asked.reading.message) || SET_FREE.test(asked.reading.message)) return true
  if (!cues.has('check') || cues.has('strongBook')) return false
  return saysOfSeats(slots) || cues.has('room') || cues.has('fullness')
}

/** "¿Se puede reservar mañana o está completo?" */
const OR_FULL =
  /(?<!\p{L})(?:o (?:ya )?(?:est[aá]\p{L}*) (?:todo )?(?:complet|llen|ocupad)|or (?:are you|is it) (?:all )?(?:full|booked|taken))/iu

/** "¿Y para hoy a las diez hay?": a question with a day, an hour or a party that asks for nothing else. */
export function asksForRoom(asked: IntentQuestion): boolean {
  return (
    asked.expecting === undefined &&
    saysOfSeats(asked.slots) &&
    isQuestion(asked) &&
    asksWithDetails(asked) &&
    !asked.cues.has('strongBook') &&
    !(asked.cues.has('infoSure') && isUnseated(asked))
  )
}

/** "¿Habéis tenido alguna cancelación?", "if a table frees up": others cancel, and the guest would come. */
export const SET_FREE: RegExp =
  /(?<!\p{L})(?:(?:alguna|una) cancelaci[oó]n|any cancellations?|se (?:os )?liber[ae]|frees? up|comes? free|opens? up)(?!\p{L})/iu

/** "¿Tenéis pescado fresco?": what is asked for is no table. */
export function asksOfThings(asked: IntentQuestion): boolean {
  const { cues, slots, topic } = asked
  if (cues.has('wantsToKnow') && topic !== undefined && isUnseated(asked) && !cues.has('room')) return true
  return (
    !saysOfSeats(slots) &&
    topic !== undefined &&
    isQuestion(asked) &&
    !cues.has('room') &&
    !cues.has('strongBook')
  )
}

export function asksWhatIsAllowed(asked: IntentQuestion): boolean {
  const { date, time, code } = asked.slots
  const isOpen = date === undefined && time === undefined && code === undefined
  return isOpen && isQuestion(asked) && isOfTheHouse(asked.topic) && asksOfTheHouse(asked)
}

export function asksOfTheHouse(asked: IntentQuestion): boolean {
  return asked.topic !== undefined && isUnseated(asked) && !asked.cues.has('strongBook')
}

/** "¿Los camareros hablan inglés?": put as one puts it to the people of a house. */
export function asksPeopleOfHouse(asked: IntentQuestion): boolean {
  const { reading, cues } = asked
  const isPutToHouse = cues.has('houseQuestion') || TO_HOUSE.test(reading.message)
  return reading.message.includes('?') && isUnseated(asked) && isPutToHouse
}

const TO_HOUSE =
  /(?<!\p{L})(?:\p{L}+(?:áis|éis)|sois|(?:can|could|may) (?:we|i)|(?:puedo|podemos|se puede))(?!\p{L})/iu
