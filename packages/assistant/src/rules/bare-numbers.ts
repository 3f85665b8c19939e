import type { Expecting } from './expecting.ts'
import type { Finding, Said } from './finding.ts'
import type { Item, Reading } from './reading.ts'
import { clockTime } from './said-time.ts'

/** Larger than any party that a number alone can mean: beyond it, it is a year, a price or a street. */
const LARGEST_PARTY = 60

/** A number that no phrase explains, as the answer to what was asked ("cuatro", "a ver, 9"), or as the party of a terse booking. */
export function bareNumberOf(
  reading: Reading,
  findings: readonly Finding[],
  expecting: Expecting | undefined,
): Finding | undefined {
  const numbers = unexplained(reading.items, findings)
  const [at] = numbers
  if (expecting === undefined) return numbers.length === 1 ? leftOver(reading, findings, at ?? 0) : undefined
  if (answers(findings, expecting)) return undefined
  const range = expecting === 'people' ? bareRange(reading, numbers) : undefined
  if (range !== undefined) return range
  if (at === undefined) return expecting === 'time' ? bareAsHour(findings) : undefined
  const value = reading.items[at]?.value ?? 0
  const said = answer(value, corrects(reading, expecting) ? 'people' : expecting)
  return said && { ...said, from: at, to: at + 1 }
}

/** "Cinco mejor" where no number was asked for: an hour has its article, so it is the people. */
function corrects({ items }: Reading, expecting: Expecting): boolean {
  const isCorrected = items.some(({ text }) => CORRECTIONS.has(text))
  return (expecting === 'name' || expecting === 'confirmation') && items.length <= 6 && isCorrected
}

const CORRECTIONS = new Set(['mejor', 'perdon', 'perdona', 'digo', 'actually', 'sorry', 'instead'])

/** "8 o 10": the answer of who does not know yet. */
function bareRange({ items }: Reading, [first = 0, second = 0]: readonly number[]): Finding | undefined {
  const [least = 0, most = 0] = [items[first]?.value, items[second]?.value]
  const isRange =
    second === first + 2 && least < most && /^(?:o|u|or|a|to|-|\/)$/.test(items[first + 1]?.text ?? '')
  return isRange ? { from: first, to: second + 1, party: { range: [least, most] } } : undefined
}

function unexplained(items: readonly Item[], findings: readonly Finding[]): readonly number[] {
  const isExplained = items.map(() => false)
  for (const { from, to } of findings) isExplained.fill(true, from, to)
  return [...items.keys()].filter(
    (at) => isNumber(items[at]) && !(isExplained[at] ?? false) && !isOfList(items, at),
  )
}

/** "The first one", "that one": one of several, not a number. */
function isOfList(items: readonly Item[], at: number): boolean {
  const [item, before, after] = [items[at], items[at - 1], items[at + 1]]
  if (item?.kind === 'ordinal') return LISTED.has(after?.text ?? '')
  if (item?.text !== 'one') return false
  // "The Sunday one".
  const isNamed = before?.kind === 'word' && items[at - 2]?.text === 'the'
  return isNamed || before?.kind === 'ordinal' || POINTING.has(before?.text ?? '')
}

const LISTED = new Set(['one', 'ones', 'option', 'choice', 'table', 'time', 'slot'])
const POINTING = new Set(['the', 'that', 'this', 'last', 'other', 'which'])

function isNumber(item: Item | undefined): boolean {
  if (item === undefined) return false
  return (
    item.kind === 'number' || item.kind === 'ordinal' || (item.kind === 'digits' && item.text.length <= 3)
  )
}

function answers(findings: readonly Finding[], expecting: Expecting): boolean {
  return findings.some(({ date, time, party }) => {
    if (expecting === 'date') return date !== undefined
    if (expecting === 'time') return time !== undefined
    return expecting === 'people' && (party?.people !== undefined || party?.range !== undefined)
  })
}

function answer(value: number, expecting: Expecting): Said | undefined {
  if (expecting === 'people') return value <= 500 ? { party: { people: value } } : undefined
  if (expecting === 'date')
    return value >= 1 && value <= 31 ? { date: { kind: 'date', day: value } } : undefined
  const time = expecting === 'time' ? clockTime(value, 0) : undefined
  return time && { time }
}

/** Asked for the time, "for 8" and "para 8" are an hour. */
function bareAsHour(findings: readonly Finding[]): Finding | undefined {
  const bare = findings.find(({ party }) => party?.isBare === true)
  const time = clockTime(bare?.party?.people ?? -1, 0)
  return bare && time && { from: bare.from, to: bare.to, time }
}

/** "25 el sábado a las dos": beside a day or an hour the one number that is left counts the people; beside a party and a day it is
 * the hour ("8 tonight for two"). */
function leftOver({ items }: Reading, findings: readonly Finding[], at: number): Finding | undefined {
  const { kind, value = 0 } = items[at] ?? {}
  // "Una", "one" and ordinals say something else more often; "o 9" is an alternative.
  if (kind === 'ordinal' || value < (kind === 'digits' ? 1 : 2) || OR.has(items[at - 1]?.text ?? ''))
    return undefined
  const hasDate = findings.some(({ date }) => date !== undefined)
  const hasTime = findings.some(({ time }) => time !== undefined)
  const span = { from: at, to: at + 1 }
  if (!answers(findings, 'people')) {
    return (hasDate || hasTime) && value <= LARGEST_PARTY ? { ...span, party: { people: value } } : undefined
  }
  const time = hasDate && !hasTime ? clockTime(value, 0) : undefined
  return time && { ...span, time }
}

/** After these a number is an alternative, or what is not wanted. */
const OR = new Set(['o', 'u', 'or', '-', '/', 'of', 'than', 'que'])
