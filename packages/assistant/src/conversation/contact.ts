import { isNoNameText } from '../rules/strange-name.ts'
import type { Slots } from '../slots.ts'
import type { Contact } from './conversation.ts'

const LONGEST_NAME = 80
/** A name with one of these is an answer to something else. */
const NO_NAME =
  /(?<![\p{L}'’-])(?:me|te|nos|da|igual|mejor|hola|quiero|quiere|somos|para|mesa|reserva|por favor|gracias|please|thanks|want|would|table|booking|adentro|dentro|afuera|fuera|terraza|inside|outside|indoors|outdoors)(?![\p{L}'’-])/iu

/** Name, phone and address of a message, as far as they are such; a name is letters, whatever was written there. */
export function contactOf({ name, phone, email }: Slots): Contact {
  const letters = (name ?? '')
    .replaceAll(/[^\p{L}\p{M} .'’-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
  const isName = /\p{L}/u.test(letters) && !NO_NAME.test(letters) && !isNoNameText(name ?? '')
  const digits = (phone ?? '').replaceAll(/\D/g, '').length
  return {
    ...(isName ? { name: capitalized(letters) } : {}),
    ...(phone !== undefined && digits >= 7 && digits <= 15 ? { phone } : {}),
    ...(email !== undefined && email.length <= 200 ? { email } : {}),
  }
}

/** "marta de la fuente" as people write it. */
function capitalized(name: string): string {
  if (/\p{Lu}/u.test(name)) return name
  return name.replaceAll(/(?<!\p{L})(?!(?:de|del|la|las|los|y)(?!\p{L}))\p{L}/gu, (letter) =>
    letter.toUpperCase(),
  )
}
