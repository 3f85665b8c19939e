import { ITEM_CLASSES, type ItemClass } from './item-classes.ts'

/** One of the things that may stand at one place of a pattern. */
export interface Element {
  /** How it is written, without its capture. Elements that are written alike match alike. */
  readonly key: string
  readonly words: readonly string[]
  readonly classes: readonly ItemClass[]
  /** Beginnings of words. */
  readonly stems: readonly string[]
  /** The name under which the item is caught. */
  readonly capture?: string | undefined
}

/** One way to say something. */
export interface Pattern {
  readonly elements: readonly Element[]
  /** Words that must not come after it. */
  readonly notBefore: readonly string[]
}

/**
 * Compiles `a las {hour} y media|30`. Words stand for themselves; `|` is between alternatives; `cancel*` is any word that begins so;
 * `?` is after what may be missing; `{class}` or `{class:name}` is caught; and at the end `!word|word` must not follow. There is one
 * pattern for each way of leaving out, so that matching never has to go back.
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
    .map((elements) => ({ elements, notBefore: notBefore?.split('|') ?? [] }))
}

function elementOf(part: string): Element {
  const alternatives = part.split('|')
  const inBraces = alternatives
    .filter((text) => text.startsWith('{'))
    .map((text) => text.slice(1, -1).split(':'))
  const isOne = alternatives.length === 1
  return {
    key: isOne ? part : alternatives.toSorted().join('|'),
    words: alternatives.filter((text) => !text.startsWith('{') && !text.endsWith('*')),
    classes: inBraces.map(([name = '']) => classNamed(name)),
    stems: alternatives.filter((text) => text.endsWith('*')).map((text) => text.slice(0, -1)),
    ...(isOne && inBraces.length === 1 && { capture: inBraces[0]?.at(-1) }),
  }
}

function classNamed(name: string): ItemClass {
  const known = ITEM_CLASSES.find((itemClass) => itemClass === name)
  if (known === undefined) throw new TypeError(`A pattern names an unknown class: {${name}}.`)
  return known
}
