import type { Slots, Zone } from '../slots.ts'
import type { Reading } from './reading.ts'
import { phraseBook, phrasesIn, type PhraseFound } from './phrase-book.ts'
import { phrases } from './phrases.ts'

const ZONE_WORDS: readonly (readonly [Zone, readonly string[]])[] = [
  [
    'private',
    phrases(`
    reservado privado / sala privada / salon privado / comedor privado / un reservado / en el reservado
    el reservado / zona privada / privado / private room / private dining / private area / privately
    in private / private table / private space
  `),
  ],
  [
    'bar',
    phrases(`
    barra / en la barra / prefer the bar / rather the bar / like the bar / at the bar / at the counter / bar seats / bar seating / bar stools / bar counter
    at bar / by the bar / counter seats
  `),
  ],
  [
    'terrace',
    phrases(`
    terraza / terracita / fuera / afuera / exterior / al aire libre / patio / jardin / al fresco / terrace
    outside / outdoors / outdoor / garden / alfresco / open air / vereda / al sol
  `),
  ],
  [
    'indoor',
    phrases(`
    dentro !de / adentro / interior / en el salon / salon / comedor / sala interior / inside / indoors / indoor
    in the dining room / main room / bajo techo
  `),
  ],
]
const PETS = phrases(`
  perro / perros / perra / perrito / perrita / perritos / mascota / mascotas / gato / gatito / perro guia
  cachorro / dog / dogs / doggy / puppy / pet / pets / guide dog / cat / pup / doggo / labrador / chihuahua
`)
const ACCESSIBLE = phrases(`
  silla de ruedas / sillas de ruedas / silla electrica / movilidad reducida / minusvalido / minusvalida
  discapacidad / discapacitado / discapacitada / andador / muletas / sin escaleras / sin escalones
  subir escaleras / subir escalones / no puede subir / problemas de movilidad / accesible / rampa / wheelchair
  wheel chair / wheelchairs / step - free / step free / can't climb / cannot climb / can't do stairs
  can't manage stairs / can't manage steps / no stairs / no steps / without stairs / without steps
  reduced mobility / limited mobility / mobility issues / crutches / disabled / disability / accessible
  mobility scooter / walking frame / with a walker / zimmer frame / uses a walker / ramp / bad knees / escalera / escaleras
`)
const NO = new Set(['no', 'not', 'sin', 'without', 'nada', 'ni', 'never', "don't", "isn't"])

const BOOK = phraseBook<Zone | 'pets' | 'accessible'>([
  ...ZONE_WORDS,
  ['pets', PETS],
  ['accessible', ACCESSIBLE],
])

/** The wishes for a place that a message names. */
export function wishesOf(reading: Reading): Pick<Slots, 'zone' | 'pets' | 'accessible'> {
  const found = phrasesIn(reading.items, BOOK)
  const zone = zoneOf(reading, found)
  const pets = found.get('pets')
  return {
    ...(zone !== undefined && { zone }),
    ...(pets !== undefined && { pets: !isDenied(reading, pets.from) }),
    ...(found.has('accessible') && { accessible: true }),
  }
}

/** The zone that is named and wanted; where the terrace is not, it is indoors. */
function zoneOf(reading: Reading, found: ReadonlyMap<string, PhraseFound>): Zone | undefined {
  const named = ZONE_WORDS.flatMap(([zone]) => {
    const span = found.get(zone)
    return span === undefined ? [] : [{ zone, isDenied: isDenied(reading, span.from) }]
  })
  const wanted = named.find((zone) => !zone.isDenied)?.zone
  if (wanted !== undefined) return wanted
  const denied = named.at(-1)?.zone
  return denied === 'terrace' ? 'indoor' : denied === 'indoor' ? 'terrace' : undefined
}

function isDenied({ items }: Reading, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 4); before--) {
    const { kind, text } = items[before] ?? {}
    if (kind === 'symbol') return false
    if (text !== undefined && NO.has(text)) return true
  }
  return false
}
