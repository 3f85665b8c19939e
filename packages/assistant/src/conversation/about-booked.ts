import type { Conversation } from './conversation.ts'
import type { HeardMessage } from './heard.ts'

/** What is said in the place of something else. */
const INSTEAD =
  /(?<!\p{L})(?:instead|actually|rather|after all|en realidad|al final|mejor|en vez|en lugar)(?!\p{L})/iu
const ANOTHER = /(?<!\p{L})(?:otra|nueva|another|new|second(?! thought))(?!\p{L})/iu
/** Beside what is booked. */
const ALSO = /(?<!\p{L})(?:tambi[eé]n|adem[aá]s|as well|too|also)(?!\p{L})/iu

/** Whether another table is spoken of. */
export function saysAnother(message: string): boolean {
  return ANOTHER.test(message)
}

/** "¿Puede ser a las 22:00?" once a table is booked: it says too little for another one. So does "at 8:30 for 3 instead". */
export function isAboutBooked({ proven }: Conversation, { message, intent, slots }: HeardMessage): boolean {
  const { date, time, people } = slots
  const isPart =
    [date, time, people].filter((said) => said !== undefined).length === 1 ||
    (date === undefined && INSTEAD.test(message))
  const isBeside = ANOTHER.test(message) || (intent === 'book' && ALSO.test(message))
  return proven.length > 0 && isPart && !isBeside
}
