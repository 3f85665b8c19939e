import type { Item } from './reading.ts'
import { MONTH_WORDS } from './month-words.ts'
import { SHORT_WEEKDAYS, WEEKDAY_WORDS } from './weekday-words.ts'

/** What a pattern caught, by the name of the element: `{hour}` or `{n:second}`. */
export type Captures = Readonly<Record<string, Item>>

/** One way to say something, ready to be compared with items. */
export interface Pattern {
  readonly elements: readonly Element[]
  /** Words that must not come after it. */
  readonly notBefore?: readonly string[] | undefined
}

interface Element {
  readonly matches: (item: Item) => boolean
  /** The words it can begin with; undefined where only `matches` knows. */
  readonly words?: readonly string[] | undefined
  readonly capture?: string | undefined
}

/** What `{name}` stands for. */
const CLASSES: Readonly<Record<string, (item: Item) => boolean>> = {
  n: isCount,
  hour: (item) => isCount(item) && (item.value ?? 99) <= 24,
  minute: (item) => isCount(item) && (item.value ?? 99) <= 59,
  /** Two digits or a word, as minutes are said right after the hour: "nueve treinta", "8 05". */
  minutes: (item) =>
    isCount(item) &&
    (item.value ?? 99) <= 59 &&
    (item.text.length === 2 || (item.kind === 'number' && (item.value ?? 0) >= 10)),
  hhmm: (item) => item.kind === 'digits' && /^(?:[01]?\d|2[0-3])[0-5]\d$/.test(item.text),
  day: (item) => isCount(item) && isDay(item),
  year: (item) => item.kind === 'digits' && /^20\d\d$/.test(item.text),
  ordinal: (item) => item.kind === 'ordinal' && isDay(item),
  weekday: (item) => Object.hasOwn(WEEKDAY_WORDS, item.text),
  short: (item) => Object.hasOwn(WEEKDAY_WORDS, item.text) || Object.hasOwn(SHORT_WEEKDAYS, item.text),
  month: (item) => Object.hasOwn(MONTH_WORDS, item.text),
  clock: (item) => item.kind === 'clock',
  calendar: (item) => item.kind === 'calendar',
  /** Any word: what may be put between. */
  word: (item) => item.kind === 'word',
}

function isCount(item: Item): boolean {
  return (item.kind === 'digits' && item.text.length <= 3) || item.kind === 'number'
}

function isDay(item: Item): boolean {
  return item.value !== undefined && item.value >= 1 && item.value <= 31
}

/**
 * Compiles `a las {hour} y media|30`: words, `|` between alternatives, `*` for any ending, `?` after what may be missing, `{class}` or
 * `{class:name}` for what is caught, and at the end `!word|word` for what must not follow. One pattern for each way of leaving out, so that matching never goes back.
 */
export function compilePattern(source: string): readonly Pattern[] {
  let variants: Element[][] = [[]]
  const [said = '', notBefore] = source.split(' !')
  for (const part of said.split(' ')) {
    const isOptional = part.endsWith('?') && part.length > 1
    const element = elementOf(isOptional ? part.slice(0, -1) : part)
    const withIt = variants.map((variant) => [...variant, element])
    variants = isOptional ? [...withIt, ...variants] : withIt
  }
  return variants
    .filter((elements) => elements.length > 0)
    .map((elements) => ({ elements, notBefore: notBefore?.split('|') }))
}

function elementOf(part: string): Element {
  const alternatives = part.split('|')
  const [only = ''] = alternatives
  if (alternatives.every((word) => !/[{*]/.test(word)))
    return { words: alternatives, matches: (item) => alternatives.includes(item.text) }
  if (alternatives.length > 1 || !only.startsWith('{')) {
    const matchers = alternatives.map(matcherOf)
    return { matches: (item) => matchers.some((matches) => matches(item)) }
  }
  return { matches: matcherOf(only), capture: only.slice(1, -1).split(':').at(-1) }
}

function matcherOf(part: string): (item: Item) => boolean {
  if (!part.startsWith('{')) return (item) => beginsAs(item.text, part)
  const matches = CLASSES[part.slice(1, -1).split(':')[0] ?? '']
  if (matches === undefined) throw new TypeError(`A pattern names an unknown class: ${part}.`)
  return matches
}

/** `cancel*` is any word that begins so. */
function beginsAs(text: string, word: string): boolean {
  return word.endsWith('*') ? text.startsWith(word.slice(0, -1)) : text === word
}

/** What `pattern` catches at `items[at]`, or undefined. */
export function matchAt(pattern: Pattern, items: readonly Item[], at: number): Captures | undefined {
  const captures: Record<string, Item> = {}
  for (const [offset, element] of pattern.elements.entries()) {
    const item = items[at + offset]
    if (item === undefined || !element.matches(item)) return undefined
    if (element.capture !== undefined) captures[element.capture] = item
  }
  const after = items[at + pattern.elements.length]
  return after !== undefined && pattern.notBefore?.includes(after.text) === true ? undefined : captures
}

/** The words a pattern can begin with, or undefined when a class does. */
export function firstWords(pattern: Pattern): readonly string[] | undefined {
  return pattern.elements[0]?.words
}
