import type { Language } from '../slots.ts'
import type { Token } from './tokenize.ts'

const SPANISH = new Set(
  `el la los las un una unos de del al para pa por con que y o en a no si es son esta este esto esa ese soy somos hay
  hola buenas buenos dias gracias quiero queria quisiera queremos mesa reserva reservar manana hoy noche tarde lunes martes
  miercoles jueves viernes sabado domingo personas mi me nos se su lo le ya mejor perdon vale tengo tenemos teneis tienen
  tienes puedo podemos puede podria como cuando donde cual vos ustedes cena cenar comer sobre a las seremos nombre cambiar cancelar
  dos tres cuatro cinco seis siete ocho nueve diez uno pasado persona personas comida almuerzo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre treinta veinte quince nochebuena nochevieja navidad che pero mas muy esto ninguna claro perfecto correcto genial dale`.split(
    /\s+/,
  ),
)
const ENGLISH = new Set(
  `the a an of for to in on at by with and or is are am be was were it this that these i we you he she they my our your me us
  hi hello hey please thanks thank book booking table reserve reservation tomorrow today tonight night monday tuesday
  wednesday thursday friday saturday sunday people can could would will do does have has what when where how which yes yeah
  yep sure not actually sorry make change cancel like want need next week party dinner lunch name two three four five six
  seven eight nine ten one half past quarter i'd we'd i'm we're don't can't it's there any some under from good morning evening
  person persons guests adults kids january february march april june july august september october november december twenty thirty fifteen eleven twelve great perfect correct nope no ok around about`.split(
    /\s+/,
  ),
)

/** The language most of the words that only one of them has; `otherwise` where they say nothing ("ok", "21:00"). */
export function languageOf(tokens: readonly Token[], message: string, otherwise: Language = 'es'): Language {
  let spanish = /[¿¡ñ]|[áéíóú]/i.test(message) ? 1.5 : 0
  let english = 0
  for (const { text } of tokens) {
    if (SPANISH.has(text)) spanish += weightOf(text)
    if (ENGLISH.has(text)) english += weightOf(text)
  }
  if (spanish === english) return otherwise
  return spanish > english ? 'es' : 'en'
}

/** Whether the word is one that shows the language of a message. */
export function isLanguageWord(word: string): boolean {
  return SPANISH.has(word) || ENGLISH.has(word)
}

/** How many different words of a text belong to the one of both languages that has more of them. */
export function languageWordsIn(words: readonly string[]): number {
  const count = (language: ReadonlySet<string>) => new Set(words.filter((word) => language.has(word))).size
  return Math.max(count(SPANISH), count(ENGLISH))
}

/** "a", "me", "no" stand in both languages: they tell little. */
function weightOf(word: string): number {
  return word.length <= 2 && SPANISH.has(word) && ENGLISH.has(word) ? 0 : 1
}
