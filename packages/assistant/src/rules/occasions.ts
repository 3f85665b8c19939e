import { hasPhrase, phraseBook } from './phrase-book.ts'
import type { Reading } from './reading.ts'
import { phrases } from './phrases.ts'

const OCCASIONS = phraseBook(
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
)
const LONGEST = 14

/** Occasions and wishes in the guest's words: the clause of the first that is named. */
export function occasionOf(reading: Reading): string | undefined {
  const found = hasPhrase(reading, OCCASIONS)
  if (found === undefined) return undefined
  const { items, message } = reading
  let [from, to] = [found.from, found.to]
  while (from > 0 && found.from - from < LONGEST && !isEnd(items[from - 1]?.text)) from -= 1
  while (to < items.length && to - found.to < LONGEST && !isEnd(items[to]?.text)) to += 1
  return message.slice(items[from]?.start, items[to - 1]?.end)
}

function isEnd(text: string | undefined): boolean {
  return text === undefined || /^[.,;:!?¿¡()\-–—]$/u.test(text) || text === 'pero' || text === 'but'
}
