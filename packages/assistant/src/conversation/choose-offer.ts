import type { LocalDate, LocalTime } from '../house.ts'
import { plainWord } from '../redaction/given-names.ts'
import type { Slots, Zone } from '../slots.ts'
import { saysYes } from './consent.ts'

/** One of several things that were put before a guest. */
export interface Choice {
  readonly code?: string | undefined
  readonly date?: LocalDate | undefined
  readonly time?: LocalTime | undefined
  readonly zone?: Zone | undefined
}

const ORDINALS: readonly RegExp[] = [
  /(?<!\p{L})(?:primer[oa]?|first|la 1|number one)(?!\p{L}|\d|:)/u,
  /(?<!\p{L})(?:segund[oa]|second|la 2|number two)(?!\p{L}|\d|:)/u,
  /(?<!\p{L})(?:tercer[oa]?|third|la 3|number three)(?!\p{L}|\d|:)/u,
]
const LAST = /(?<!\p{L})(?:ultim[oa]|last one|the last)(?!\p{L})/u
const ANY = /(?<!\p{L})(?:cualquiera|me da igual|nos da igual|any|either|whichever|no preference)(?!\p{L})/u

/** Which of the choices a message means: by code, day, time or room, by its place, or by a yes to the only one. */
export function chooseOffer<T extends Choice>(
  choices: readonly T[],
  {
    message,
    slots,
    date,
  }: { readonly message: string; readonly slots: Slots; readonly date?: LocalDate | undefined },
): T | undefined {
  const named = choices.filter(
    (choice) =>
      (slots.code === undefined || choice.code === slots.code) &&
      (date === undefined || choice.date === date) &&
      (slots.time === undefined || isSameTime(choice.time, slots.time)) &&
      (slots.zone === undefined || choice.zone === slots.zone),
  )
  const isNamed = [slots.code, date, slots.time, slots.zone].some((said) => said !== undefined)
  if (isNamed) return named.length === 1 || ANY.test(plainWord(message)) ? named[0] : undefined
  const text = plainWord(message)
  const place = ORDINALS.findIndex((ordinal) => ordinal.test(text))
  if (place !== -1) return choices[place]
  if (LAST.test(text)) return choices.at(-1)
  if (ANY.test(text)) return choices[0]
  return choices.length === 1 && saysYes(message) ? choices[0] : undefined
}

function isSameTime(time: LocalTime | undefined, said: NonNullable<Slots['time']>): boolean {
  if (time === undefined || said.kind !== 'clock') return false
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  if (minute !== said.minute) return false
  if (said.half === undefined) return hour === said.hour || (said.hour <= 12 && hour % 12 === said.hour % 12)
  return hour === (said.hour % 12) + (said.half === 'pm' ? 12 : 0)
}

const LATER = /(?<!\p{L})(?:noche|tarde|cena\p{L}*|pm|evening|night|dinner|afternoon)(?!\p{L})/u
const EARLIER =
  /(?<!\p{L})(?:mediodia|manana|comida|comer|almuerzo|almorzar|am|lunch|noon|midday|morning)(?!\p{L})/u

/** Which of two times of a day a message means by a part of the day. */
export function chooseHalf(times: readonly LocalTime[], message: string): LocalTime | undefined {
  const text = plainWord(message)
  const [isLater, isEarlier] = [LATER.test(text), EARLIER.test(text)]
  if (isLater === isEarlier) return undefined
  return isLater ? times.at(-1) : times[0]
}
