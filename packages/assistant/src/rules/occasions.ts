import { phraseBook, phrasesIn } from './phrase-book.ts'
import type { Reading } from './reading.ts'
import { phrases } from './phrases.ts'

const OCCASIONS = phraseBook([
  [
    'occasion',
    phrases(`
  cumpleanos / cumple / aniversario / despedida / pedida / pedirle / bautizo / comunion / boda / graduacion
  celebrar / celebramos / jubilacion / tarta / pastel / torta / velas / vela / flores / globos / sorpresa
  ventana / ventanal / tranquila / tranquilo / romantica / romantico / vistas / rincon / apartada / carrito
  cochecito / cena de empresa / comida de empresa / luna de miel / chimenea / mesa redonda / juntos / birthday
  anniversary / engagement / proposal / propose / proposing / hen / stag / christening / wedding / graduation
  celebrating / celebrate / retirement / cake / candle / candles / flowers / balloons / surprise / window
  quiet / romantic / view / corner / buggy / pram / pushchair / stroller / honeymoon / baby shower / work do
  booth / by the fire / together
`),
  ],
])
/** Words that belong to what follows them: "el cumpleaños", "una mesa tranquila". */
const BEFORE = new Set(
  `el la los las un una unos unas mi nuestro nuestra su tu mesa sitio lugar the a an our my his her their table somewhere spot mum's dad's
  wife's husband's daughter's son's by near junto cerca al de to hacemos hace year wedding golden hen stag`.split(
    /\s+/,
  ),
)
/** Words that go on what they follow: "de mi madre", "for my dad". */
const AFTER = new Set(
  `anniversary birthday party cake cumpleanos cumple bebe novios fiftieth de del mi mis su sus nuestro nuestra la el los las madre padre hijo hija mujer marido novia novio abuela abuelo hermana hermano amigo amiga
  boda bodas oro plata empresa con of my our for the mum mom dad wife husband son daughter grandmother grandma table seat corner please
  juntos soltera soltero anos ano vistas mar tranquila tranquilo a`.split(/\s+/),
)
/** Words that end nothing: "el cumpleaños de". */
const DANGLING = new Set(
  'de del mi mis su sus nuestro nuestra la el los las con of my our for the a'.split(' '),
)
const LONGEST = 5

/** Occasions and wishes in the guest's words: the first that is named, with the words that belong to it. */
export function occasionOf({ items, message }: Reading): string | undefined {
  const found = phrasesIn(items, OCCASIONS).get('occasion')
  if (found === undefined) return undefined
  let [from, to] = [found.from, found.to]
  while (found.from - from < LONGEST && BEFORE.has(items[from - 1]?.text ?? '')) from -= 1
  while (to - found.to < LONGEST && AFTER.has(items[to]?.text ?? '')) to += 1
  while (to > found.to && DANGLING.has(items[to - 1]?.text ?? '')) to -= 1
  return message.slice(items[from]?.start, items[to - 1]?.end)
}
