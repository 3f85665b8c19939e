import { plainWord } from '../redaction/given-names.ts'
import type { IntentQuestion } from './intent-question.ts'

const BRINGS =
  /(?<!\p{L})(?:traemos|traigo|traeremos|llevamos|llevo|llevaremos|(?:vamos|venimos|vengo|voy) con|tenemos|tengo|(?:i|we)(?:'ve| have)(?: got)?|(?:i'm|i am|we're|we are|i'll be|we'll be) bringing|(?:i'll|we'll|we will|i will) (?:bring|have)|with (?:a|our|my|the))(?!\p{L})/u
const SITS =
  /(?<!\p{L})(?:(?:podemos|podriamos|puedo|podria|puede|podeis) (?:estar|ser|sentar\p{L}*|comer|cenar|poner\p{L}*)|nos (?:podeis|pueden|puede|puedes) (?:sentar|poner)|(?:can|could|may|might) (?:we|i|it|you) (?:please )?(?:sit|be|eat|dine|have|seat|put|get))(?!\p{L})/u
const NO_DOG = /(?<!\p{L})(?:no|not|sin|without|don't)(?!\p{L})/u

/**
 * In the midst of a booking "traemos perro, ¿podemos estar en la terraza?" asks nothing of the house: it says how the table is
 * to be.
 */
export function bringsWish({ reading, slots: { pets, zone }, expecting, cues }: IntentQuestion): boolean {
  if (expecting === undefined || cues.has('cancel') || cues.has('human')) return false
  const text = plainWord(reading.message)
  const isWithPet = pets === true && BRINGS.test(text) && !NO_DOG.test(text)
  return isWithPet || (zone !== undefined && SITS.test(text))
}
