import type { SymbolicTime } from '../slots.ts'
import { at, clockBefore, inMinutes, spanTo, timeOf, VAGUE_TIME, type HowExact } from './said-time.ts'
import type { Said } from './finding.ts'
import type { Captures } from './pattern-trie.ts'
import type { Reading } from './reading.ts'
import { numberOf } from './said-when.ts'
import type { Rule } from './spot.ts'
import { phrases } from './phrases.ts'

/** What a number after an hour would count: "a las nueve diez personas" is no 9:10. */
const COUNTED = 'personas|pax|comensales|adultos|amigos|cubiertos|people|guests|of|persons|adults'

/** What stands before an hour that is meant as it is said. */
const EXACT = ['a|para|pa|desde|de las|la', 'las|la']
/** "Sobre las nueve": more or less. */
const ABOUT = phrases(`
  sobre|hacia|tipo|como|onda las|la / alrededor|cerca de las|la / a eso|esa de las|la / como|tipo a las|la
  mas o menos a? las|la / mas o menos sobre las|la / para|a eso de las|la / por ahi de|a las|la
`)
const isAbout = { isAbout: true }

/** An hour and what is said of its minutes: each way to begin with each way to end. */
function hours(beginnings: readonly string[], ...endings: readonly string[]): readonly string[] {
  return beginnings.flatMap((beginning) => endings.map((ending) => `${beginning} ${ending}`.trim()))
}

type Read = (captures: Captures, exact?: HowExact) => SymbolicTime | undefined

const ROUGHLY = ['y pico|algo', 'pasadas|aproximadamente|aprox', 'mas o menos', 'o asi']

/** The rules of one shape: said exactly, roughly, and, where `bare`, with nothing before it. */
function shape(endings: readonly string[], read: Read, bare = true): readonly Rule[] {
  const beginnings = bare ? [...EXACT, ''] : EXACT
  const open = endings.filter((ending) => !ending.includes('!'))
  const rough = open.flatMap((ending) => ROUGHLY.map((after) => `${ending} ${after}`))
  return [
    { ways: hours(beginnings, ...endings), says: (captures) => at(read(captures)) },
    {
      ways: [...hours(ABOUT, ...endings), ...hours(beginnings, ...rough)],
      says: (captures) => at(read(captures, isAbout)),
    },
  ]
}

/** Times of day as they are said in Spanish, of Spain and of America. Parts of the day are in day-parts.ts. */
export const SPANISH_TIMES: readonly Rule[] = [
  ...shape(
    ['{hour}', '{hour} en punto', '{hhmm}'],
    (captures, exact) => timeOf(captures, undefined, exact),
    false,
  ),
  {
    ways: phrases(`
    {hour} en punto / {hour} h|hs|hrs|hr|horas|hora / {hhmm} h|hs|hrs|horas
    a|sobre|tipo las? {hour} h|hs|hrs|hr|horas / a las {hhmm} h|hs|hrs|horas
  `),
    says: (captures) => at(timeOf(captures)),
  },
  ...shape(['{clock}', '{clock} h|hs|hrs|horas'], (captures, exact) => timeOf(captures, undefined, exact)),
  {
    ways: ['a|al|para|de|desde {clock}', 'a {clock} h|hs|hrs|horas'],
    says: (captures) => at(timeOf(captures)),
  },
  ...shape(['{hour} y media'], (captures, exact) => timeOf(captures, 30, exact)),
  ...shape(['{hour} y cuarto'], (captures, exact) => timeOf(captures, 15, exact)),
  ...shape(['{hour} y tres cuartos'], (captures, exact) => timeOf(captures, 45, exact), false),
  ...shape(
    phrases(`
    {hour} y {minute} / {hour} con {minute} / {hour} y {minute} minutos / {hour} {minutes} !${COUNTED}
    {hour} horas y? {minutes}
  `),
    (captures, exact) => timeOf(captures, undefined, exact),
    false,
  ),
  ...shape(['{hour} y {minute}'], (captures, exact) =>
    isFive(numberOf(captures['minute'])) ? timeOf(captures, undefined, exact) : undefined,
  ),
  ...shape(['{hour} menos cuarto', '{hour} menos un cuarto'], ({ hour }, exact) =>
    clockBefore(numberOf(hour), 15, exact),
  ),
  ...shape(['{hour} menos {minute}', '{hour} menos {minute} minutos'], ({ hour, minute }, exact) =>
    clockBefore(numberOf(hour), numberOf(minute), exact),
  ),
  {
    ways: phrases(`
    a? un? cuarto para|pa las|la {hour} / al cuarto para|pa las|la {hour}
    faltando un? cuarto para las|la {hour}
  `),
    says: ({ hour }) => at(clockBefore(numberOf(hour), 15)),
  },
  {
    ways: phrases(`
    a? {minute} para|pa las|la {hour} / {minute} minutos para las|la {hour}
    faltando {minute} para las|la {hour}
  `),
    says: ({ hour, minute }) =>
      isFive(numberOf(minute)) ? at(clockBefore(numberOf(hour), numberOf(minute))) : undefined,
  },
  { ways: ['a {hour}'], says: (captures, reading) => bareHour(captures, reading) },
  {
    ways: phrases(`
    a partir de las|la {hour} / despues de las|la {hour} / pasadas las|la {hour} / no antes de las|la {hour}
    a partir de las? {clock} / despues de las? {clock} / no antes de las? {clock}
    `),
    says: (captures) => at(timeOf(captures, undefined, isAbout)),
  },
  {
    ways: ['a partir de las|la {hour} y media', 'despues de las|la {hour} y media'],
    says: (captures) => at(timeOf(captures, 30, isAbout)),
  },
  {
    ways: [
      'de las? {hour} a|hasta las? {hour:until}',
      'de la {hour} a las {hour:until}',
      'de las? {clock} a las? {clock:until}',
    ],
    says: ({ until }) => spanTo(until),
  },
  { ways: [`{hour} {minutes} !${COUNTED}`], says: spokenTime },
  {
    ways: ['sobre|hacia|tipo|onda {hour}', 'a golpe de {hour}'],
    says: (captures, reading) => bareHour(captures, reading, isAbout),
  },
  { ways: ['sobre|hacia|tipo|onda {hour} y media'], says: (captures) => at(timeOf(captures, 30, isAbout)) },
  {
    ways: ['sobre|hacia|tipo|onda {clock}', 'a golpe de las|la {hour}', 'a golpe de {clock}'],
    says: (captures) => at(timeOf(captures, undefined, isAbout)),
  },
  {
    ways: phrases(`
    a la? medianoche / medianoche / a media noche / a las doce de la noche / a las 12 de la noche
  `),
    says: () => ({ time: { kind: 'clock', hour: 0, minute: 0, half: 'am' } }),
  },
  {
    ways: phrases(`
    a|para|sobre las|la {hour} o|u a? las|la? {hour:other} / las|la {hour} y media o|u a? las|la? {hour:other}
    {clock} o|u a? las? {clock:other} / antes de las|la {hour} / antes de las? {clock} / antes de las|la {hour} y media
    no mas tarde de las|la {hour} / como muy tarde a las {hour} / hasta las|la {hour}
    a|para|sobre las|la {hour} o|u a? las|la? {hour:other} / las|la {hour} y media o|u a? las|la? {hour:other}
    {clock} o|u a? las? {clock:other} / antes de las|la {hour} / antes de las? {clock} / antes de las|la {hour} y media
    no mas tarde de las|la {hour} / como muy tarde a las {hour} / hasta las|la {hour}
    entre las|la {hour} y las|la {hour:until} / entre las? {clock} y las? {clock:until}
    entre las {hour} y media? y las {hour:until}
    entre las {hour} y las {hour:until} y media
  `),
    says: () => VAGUE_TIME,
  },
  { ways: ['en|dentro de? media hora', 'en|dentro de? media horita'], says: () => inMinutes(30) },
  { ways: ['en|dentro de? un cuarto de hora'], says: () => inMinutes(15) },
  { ways: ['en|dentro de? tres cuartos de hora'], says: () => inMinutes(45) },
  { ways: ['en|dentro de? hora y media', 'en|dentro de? una hora y media'], says: () => inMinutes(90) },
  { ways: ['en|dentro de? {n} minutos|min|minutitos|mins'], says: ({ n }) => inMinutes(numberOf(n)) },
  { ways: ['en|dentro de? {n} horas|hora|horita|h'], says: ({ n }) => inMinutes(60 * numberOf(n)) },
  { ways: ['en|dentro de? {n} horas y media'], says: ({ n }) => inMinutes(60 * numberOf(n) + 30) },
  { ways: ['en|dentro de? un par de horas'], says: () => inMinutes(120) },
  {
    ways: phrases(`
    ya mismo / ahora !otra|somos|seremos|si|no|que|quiero|queremos|quisiera|bien|cambia|cambiala|la|lo|me|mi|vamos / ahora mismo / ahorita / ahorita mismo / ahoritita / para ya / de inmediato / cuanto antes
    lo antes posible / inmediatamente / en este momento / en este mismo momento / enseguida / ya ya / para ahora
  `),
    says: () => inMinutes(0),
  },
  {
    ways: phrases(`
      despues|antes|saliendo del|de|de la {word} / despues|antes del|de la? {word}
      despues de {word} el|la {word} / a la salida del|de {word} / al salir del|de {word} / cuando salgamos
      cuando salga / cuando podais / cuando puedan / cuando haya / cuando sea / cuando acabe / a cualquier hora
      cualquier hora / a la hora que sea / la hora que sea / me da igual la hora / a primera hora
      a ultima hora / temprano / tempranito / tardecito / prontito / tarde noche / en un rato
      dentro de un rato / mas tarde / a buena hora / en cuanto se pueda / a la hora de siempre
      lo mas tarde posible / lo mas temprano posible / a la caida del sol
    `),
    says: () => VAGUE_TIME,
  },
]

/** "Nueve treinta" in words and in fives: other numbers side by side are no time. */
function spokenTime(captures: Captures): Said | undefined {
  const { hour, minutes } = captures
  const isSpoken = hour?.kind === 'number' && minutes?.kind === 'number' && isFive(numberOf(minutes))
  return isSpoken ? at(timeOf(captures)) : undefined
}

/** "A 9", "tipo 9": not "a una amiga". */
function bareHour(captures: Captures, reading: Reading, exact?: HowExact): Said | undefined {
  const { hour } = captures
  if (reading.language !== 'es' || (hour?.kind === 'number' && hour.value === 1)) return undefined
  return at(timeOf(captures, undefined, exact))
}

/** Minutes as people round them. Others would be counts: "cuatro y un niño", "tres para las nueve". */
function isFive(minutes: number): boolean {
  return minutes >= 5 && minutes % 5 === 0
}
