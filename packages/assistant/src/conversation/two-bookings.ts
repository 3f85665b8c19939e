import type { MessageRules } from '../agents/router-agent.ts'
import type { Slots } from '../slots.ts'
import { saysOfTable } from './conversation.ts'

const ANOTHER =
  /[\s,.;]*(?:(?:y|e|and|plus|además|ademas|también|tambien)\s+)*(?=(?:otra|otra mesa|otra reserva|una segunda|another|a second|a further)(?:\s+(?:mesa|reserva|table|booking|one))?\s+(?:para|el|la|for|on|at)\b)/iu

/** "Dos reservas: el jueves a las 14:00 para 3 y el viernes a las 21:00 para 6": where the second one begins. */
const SECOND =
  /[\s,;.]*(?:y|and)\s+(?=(?:el|on|para|for|la|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|hoy|ma[nñ]ana|tonight|tomorrow)(?!\p{L}))/giu
const SEVERAL =
  /(?<!\p{L})(?:dos|tres|2|3|varias|two|three|several)\s+(?:reservas|reservaciones|bookings|reservations)(?!\p{L})/iu

/** "Necesito dos reservas": several at once, said in so many words. Not what is there: "tengo dos reservas". */
export function asksForSeveral(message: string): boolean {
  return SEVERAL.test(message) && !HAS.test(message)
}

const HAS =
  /(?<!\p{L})(?:tengo|tenemos|hice|hicimos|cancel\p{L}*|anul\p{L}*|cambi\p{L}*|i have|we have|i've|we've|made|change|move)(?!\p{L})/iu

/**
 * A message that asks for two tables, in its parts; the first is the one to begin with. Only where each part says something
 * of a table by the rules: "is there another one?" is one question.
 */
export function partsOfMessage(message: string, rules: MessageRules): readonly string[] {
  const beside = splitBeside(message)
  if (beside?.every((part) => saysOfTable(rules.understand(part).slots))) return beside
  const parts = message.split(ANOTHER).filter((part) => part.trim() !== '')
  if (parts.length < 2 || JOINTS.test(parts[0] ?? ''))
    return asksForSeveral(message) ? splitInTwo(message, rules) : [message]
  const isEach = parts.every((part) => saysOfTable(rules.understand(part).slots))
  return isEach ? parts : [message]
}

/** "Y ahora otra para 2" is one. */
const JOINTS = /^\W*(?:(?:y|e|and|now|ahora|luego|despu[eé]s|then|tambi[eé]n|also)\W*)+$/iu

/** "El viernes a las 21:00 y el sábado también", "comida a las 14:00 y cena a las 21:00": where the second one begins. */
const BESIDE: readonly RegExp[] = [
  /[\s,]+(?:y|and)\s+(?=(?:para |for )?(?:el |on |la del )?(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: [^,.;!?]{0,25})?\s(?:tambi[eé]n|too|as well|igual|lo mismo|the same)(?!\p{L}))/iu,
  /(?<=(?:comida|comer|almuerzo|almorzar|lunch)[^.;!?]{0,30})[\s,]+(?:y|and)\s+(?=(?:la |a |para |for )?(?:cena|cenar|dinner)(?!\p{L})[^.;!?]{0,10}\d)/iu,
]

/** Two that share how many come, and all that the second one does not say. */
function splitBeside(message: string): readonly string[] | undefined {
  const found = BESIDE.map((joint) => joint.exec(message)).find((joint) => joint !== null)
  return found ? [message.slice(0, found.index), message.slice(found.index + found[0].length)] : undefined
}

/** Each costs reading the message once more. */
const MOST_PLACES = 8

/** Where both halves have two of day, hour and people; the longest first half that does. */
function splitInTwo(message: string, rules: MessageRules): readonly string[] {
  const places = [...message.matchAll(SECOND)].slice(0, MOST_PLACES).reverse()
  const halves = places.map(({ index, 0: joint }) => [
    message.slice(0, index),
    message.slice(index + joint.length),
  ])
  return halves.find((parts) => parts.every((part) => isWhole(rules.understand(part).slots))) ?? [message]
}

function isWhole({ date, time, people }: Slots): boolean {
  return [date, time, people].filter((said) => said !== undefined).length >= 2
}

const ALSO = /(?<!\p{L})(?:tambi[eé]n|too|as well|igual|lo mismo|the same|cena|dinner)(?!\p{L})/iu

/** What a further booking has of its own, and day and time of the first one where it has none; so many as there, if it is one like it. */
export function furtherSlots(part: string, first: Slots, rules: MessageRules): Slots {
  const { slots } = rules.understand(part)
  const people = ALSO.test(part) ? first.people : undefined
  return { date: first.date, time: first.time, ...(people === undefined ? {} : { people }), ...slots }
}
