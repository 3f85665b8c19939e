import { phraseBook, type PhraseFound } from './phrase-book.ts'
import type { Item, Reading } from './reading.ts'
import { phrases } from './phrases.ts'

/** Conditions that say it all. */
const WHOLE = phrases(`
  no puede|puedo|pueden con el|la|los picante|gluten|lactosa|marisco|leche|carne|pescado
  don't|doesn't|can't do gluten|dairy|meat|fish|nuts|spicy|shellfish|eggs|pork|lactose|seafood
  nada de gluten|lactosa|marisco|cerdo|leche|carne|pescado|huevo|lacteos|picante|alcohol /
  celiaco|celiaca|celiacos|celiacas|celiaquia / vegano|vegana|veganos|veganas
  vegetariano|vegetariana|vegetarianos|vegetarianas / diabetico|diabetica|diabeticos / embarazada|embarazadas
  halal / kosher / pescetariano|pescetariana
  sin gluten|lactosa|sal|azucar|huevo|marisco|cerdo|leche|carne|pescado|cebolla|ajo|lacteos|picante
  coeliac|celiac|coeliacs|celiacs / vegan|vegans / vegetarian|vegetarians|veggie / pescatarian|pescatarians
  diabetic / gluten|dairy|lactose|nut - free / gluten|dairy|lactose|nut free
  no gluten|dairy|pork|nuts|shellfish|lactose / pregnant
`)
/** Conditions with what they are about after them. */
const ABOUT = phrases(`
  alergico|alergica|alergicos|alergicas a|al / alergia|alergias grave|graves|severa|fuerte|fuertes|leve a|al / no tomo|toma|tomamos|bebo|bebe / alergia|alergias a|al
  intolerante|intolerantes|intolerancia a|al / no puede|puedo|pueden|podemos comer / no como|come|comen|comemos
  no puede|puedo|pueden tomar / allergic|allergy to / allergies to / intolerant|intolerance to
  can't|cannot eat|have / can't|cannot handle|stand|tolerate|stomach / doesn't|don't eat
`)
/** English puts it before: "nut allergy", "lactose intolerant". */
const BEFORE = ['allergy|allergies !to', 'intolerant|intolerance !to']
const ENDS = new Set(
  `y and pero but que asi so por para somos es uno una is are we i my mi nos me vamos queremos seremos mesa con with will would book quiero
  if si tenlo please table en in at on tambien also podeis pueden nada for otro otra otros dos hoy manana tomorrow tonight el`.split(
    /\s+/,
  ),
)
const JOINS = new Set(['y', 'and', 'o', 'or', 'ni', 'nor', 'e', '&'])
const ARTICLES = new Set(['la', 'los', 'las', 'al', 'a', 'the', 'all'])
const LONGEST = 8

const BOOK = phraseBook([
  ['whole', WHOLE],
  ['about', ABOUT],
  ['before', BEFORE],
])

/** Allergies and diets in the guest's words, one entry each. */
export function dietOf({ message, items }: Reading): readonly string[] {
  const found = new Set<string>()
  let at = 0
  while (at < items.length) {
    const span = dietAt(items, at)
    if (span !== undefined) found.add(message.slice(items[span.from]?.start, items[span.to - 1]?.end))
    at = span?.to ?? at + 1
  }
  return [...found]
}

function dietAt(items: readonly Item[], at: number): PhraseFound | undefined {
  const spans = BOOK.matchesAt(items, at).map(({ value: label, length }) => ({
    from: label === 'before' ? Math.max(0, at - 1) : at,
    to: label === 'about' ? endOf(items, at + length) : at + length,
  }))
  return spans.sort((a, b) => b.to - a.to)[0]
}

/** Where what somebody cannot eat ends: "a los frutos secos y al marisco". */
function endOf(items: readonly Item[], from: number): number {
  let to = from
  while (to < from + LONGEST && goesOn(items, to)) to += 1
  while (to > from && (JOINS.has(items[to - 1]?.text ?? '') || ARTICLES.has(items[to - 1]?.text ?? '')))
    to -= 1
  return to
}

function goesOn(items: readonly Item[], at: number): boolean {
  const [item, next] = [items[at], items[at + 1]]
  if (item === undefined || item.kind !== 'word') return false
  return JOINS.has(item.text) ? next?.kind === 'word' && !ENDS.has(next.text) : !ENDS.has(item.text)
}
