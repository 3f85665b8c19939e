import { isGivenName, plainWord } from './given-names.ts'

/** Words with a capital that are no names of people. */
const OTHER_CAPITALS = new Set(
  `lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre
  noviembre diciembre navidad nochebuena nochevieja reyes ano nuevo san valentin semana santa monday tuesday wednesday thursday
  friday saturday sunday january february march april may june july august september october november december christmas
  easter new year years eve day valentine valentines thanksgiving epiphany i im id ill ive ok am pm whatsapp hola buenas buenos
  gracias perdon mesa reserva hello hi thanks table`.split(/\s+/),
)
const CUES = String.raw`me llamo|mi nombre es|a nombre de|al nombre de|a nom de|de parte de|ponl[oa] a|nombre[: ]|soy|my name(?: is|'s)|under the name(?: of)?|in the name of|name[: ]|the name is|this is|i am|i'm|for mr\.?|for mrs\.?|for ms\.?|señora?|sr\.?|sra\.?|don|doña|mr\.?|mrs\.?|ms\.?|dr\.?`
const WORD = String.raw`\p{L}[\p{L}'’-]*`
const AFTER_CUE = new RegExp(
  String.raw`(?<![\p{L}])(?:${CUES})\s*(${WORD}(?:\s+(?:(?:de|del|la|las|los|y|i|van|von|da|di)\s+)*${WORD}){0,3})`,
  'giu',
)
/** Where a name that follows a cue ends, when it is written without capitals. */
const NOT_IN_NAMES = new Set(
  `un una uno dos tres el los las mi mis para por con y a en de que quiero queria quisiera necesito mesa reserva telefono movil
  tel numero somos seremos vamos alergico alergica celiaco celiaca vegano vegana vegetariano vegetariana intolerante cliente
  the for and at on in with my phone number table from to we are is a an looking calling here allergic vegan vegetarian coeliac
  celiac afraid sorry sure fine not hoy manana tomorrow today tonight this that please por favor gracias thanks alguien`.split(
    /\s+/,
  ),
)

/** What looks like the name of a person in a message: after "me llamo" and the like, given names, and words with a capital. */
export function namePhrases(text: string): readonly string[] {
  return [...afterCues(text), ...givenNames(text), ...capitals(text)]
}

function afterCues(text: string): string[] {
  const found: string[] = []
  for (const [, phrase = ''] of text.matchAll(AFTER_CUE)) {
    const words = phrase.split(/\s+/)
    const end = words.findIndex(
      (word, index) => NOT_IN_NAMES.has(plainWord(word)) && !isParticle(words, index),
    )
    const name = (end === -1 ? words : words.slice(0, end)).join(' ')
    if (name !== '' && !OTHER_CAPITALS.has(plainWord(name))) found.push(name)
  }
  return found
}

function isParticle(words: readonly string[], index: number): boolean {
  const [word = '', next = ''] = words.slice(index)
  return index > 0 && /^(?:de|del|la|los|las|y)$/i.test(word) && /^\p{Lu}|^(?:la|los|las)$/u.test(next)
}

function givenNames(text: string): string[] {
  const found: string[] = []
  for (const { 0: phrase } of text.matchAll(new RegExp(String.raw`${WORD}(?:\s+\p{Lu}[\p{L}'’-]*)*`, 'gu'))) {
    const words = phrase.split(/\s+/)
    const start = words.findIndex((word) => isGivenName(word) && !OTHER_CAPITALS.has(plainWord(word)))
    if (start !== -1) found.push(words.slice(start).join(' '))
  }
  return found
}

/** Of a text that is not all in capitals. */
function capitals(text: string): string[] {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if ((text.match(/\p{Lu}/gu)?.length ?? 0) > letters / 2) return []
  const inside = new RegExp(String.raw`(?<=[\p{L}\p{N},:;)]\s+)\p{Lu}[\p{L}'’-]+`, 'gu')
  return (text.match(inside) ?? []).filter(
    (word) => !OTHER_CAPITALS.has(plainWord(word).replaceAll(/['’-]/g, '')),
  )
}
