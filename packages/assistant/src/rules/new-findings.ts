import type { Finding } from './finding.ts'
import type { Reading } from './reading.ts'

const BOOKINGS = new Set([
  'reserva',
  'reservacion',
  'mesa',
  'booking',
  'reservation',
  'table',
  'cena',
  'dinner',
  'lunch',
])
const OF = new Set([
  'de',
  'del',
  'from',
  'of',
  'on',
  'at',
  'para',
  'for',
  'el',
  'la',
  'las',
  'a',
  'que',
  'tengo',
  'tenemos',
  'the',
  'hice',
  'tenia',
  'teniamos',
  'our',
  'my',
])
const TO = new Set(['a', 'al', 'to', 'until', 'hasta', 'into'])
const OWN = new Set([
  'tengo',
  'tenemos',
  'tenia',
  'teniamos',
  'hice',
  'hicimos',
  'reservamos',
  'reserve',
  'habia',
  'habiamos',
  'have',
  'had',
  'booked',
  'reserved',
  "i've",
  "we've",
  'got',
])
const ENDS = new Set([
  ',',
  '.',
  ';',
  '?',
  '¿',
  '!',
  'pero',
  'but',
  'y',
  'and',
  'can',
  'could',
  'puedo',
  'podria',
  'podemos',
  'podriamos',
  'quiero',
  'queria',
  'quisiera',
  'seremos',
  'somos',
  'ahora',
  'now',
  "we'd",
  "i'd",
  'cambiar',
  'change',
  'move',
  'mover',
  'pasar',
  '-',
])

/** The findings of a change that say how it is to be, without what says which booking is meant. */
export function newFindings(findings: readonly Finding[], reading: Reading): readonly Finding[] {
  return findings
    .filter((finding) => finding.movedTo !== undefined || !isOld(finding, reading))
    .map((finding) => (finding.movedTo === undefined ? finding : { ...finding, time: finding.movedTo }))
}

/** What says which booking is meant. */
export function oldFindings(findings: readonly Finding[], reading: Reading): readonly Finding[] {
  return findings.filter((finding) => finding.movedTo === undefined && isOld(finding, reading))
}

function isOld(finding: Finding, reading: Reading): boolean {
  return (
    isOfBooking(finding, reading) ||
    isTheOne(finding, reading) ||
    isInOwnClause(finding, reading) ||
    isLeft(finding, reading)
  )
}

/** "la reserva del viernes", "my Friday booking", "my table for four". */
function isOfBooking({ from, to }: Finding, { items }: Reading): boolean {
  const text = (at: number) => items[at]?.text ?? ''
  if (BOOKINGS.has(text(to))) return true
  if (TO.has(text(from)) && text(from) !== 'a') return false
  let at = from - 1
  while (at >= 0 && OF.has(text(at))) at -= 1
  const isLinked = at < from - 1 || OF.has(text(from))
  return (
    isLinked &&
    BOOKINGS.has(text(at)) &&
    !(text(from - 1) === 'a' || (text(from) === 'a' && at === from - 1)) &&
    !['al', 'to'].includes(text(from - 1))
  )
}

/** "La del domingo", "the one on Sunday", "the Sunday one". */
function isTheOne({ from, to }: Finding, { items }: Reading): boolean {
  const before = items.slice(Math.max(0, from - 4), Math.min(to, from + 2)).map(({ text }) => text)
  return items[to]?.text === 'one' || THE_ONE.test(before.join(' '))
}

const THE_ONE =
  /(?:^| )(?:la|el) (?:del|de)(?: (?:las?|los|el))?(?: \S+)?$|(?:^| )one (?:on|for|from|at|of)(?: \S+)?$/

/** "Tengo una mesa para cuatro el viernes, …". */
const LONGEST_CLAUSE = 30

function isInOwnClause({ from }: Finding, { items }: Reading): boolean {
  for (let at = from - 1; at >= Math.max(0, from - LONGEST_CLAUSE); at--) {
    const text = items[at]?.text ?? ''
    if (OWN.has(text)) return true
    if (ENDS.has(text)) return false
  }
  return false
}

/** "from eight to nine", "de las 8 a las 9": what is left behind. */
function isLeft({ from, to }: Finding, { items }: Reading): boolean {
  const text = (at: number) => items[at]?.text ?? ''
  return ['de', 'del', 'from'].includes(text(from))
    ? TO.has(text(to))
    : ['de', 'del', 'from'].includes(text(from - 1)) && TO.has(text(to))
}
