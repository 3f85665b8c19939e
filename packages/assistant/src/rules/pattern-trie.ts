import type { ItemClass } from './item-classes.ts'
import type { Element, Pattern } from './pattern.ts'
import type { Item } from './reading.ts'

/** What a pattern caught, by the name of the element: `{hour}` or `{n:second}`. */
export type Captures = Readonly<Record<string, Item>>

/** A pattern that was found, `length` items long, and what it stands for. */
export interface Match<T> {
  readonly value: T
  readonly length: number
  readonly captures: Captures
}

interface Node<T> {
  readonly byWord: Map<string, Edge<T>[]>
  readonly byClass: Map<ItemClass, Edge<T>[]>
  readonly byStem: (readonly [stem: string, edge: Edge<T>])[]
  /** Edges by how their elements are written: patterns share what they have in common at their beginnings. */
  readonly edges: Map<string, Edge<T>>
  readonly ends: { readonly value: T; readonly notBefore: readonly string[] }[]
}

interface Edge<T> {
  readonly capture?: string | undefined
  readonly node: Node<T>
}

/** Many patterns, matched at once: what a message costs depends on what it says, not on how many patterns there are. */
export class PatternTrie<T> {
  readonly #root: Node<T> = emptyNode()

  add({ elements, notBefore }: Pattern, value: T): void {
    let node = this.#root
    for (const element of elements) node = edgeFor(node, element).node
    node.ends.push({ value, notBefore })
  }

  /** All patterns that begin at `items[at]`. */
  matchesAt(items: readonly Item[], at: number): readonly Match<T>[] {
    const matches: Match<T>[] = []
    collect(this.#root, { items, at, matches }, 0, {})
    return matches
  }
}

function emptyNode<T>(): Node<T> {
  return { byWord: new Map(), byClass: new Map(), byStem: [], edges: new Map(), ends: [] }
}

function edgeFor<T>(node: Node<T>, element: Element): Edge<T> {
  const known = node.edges.get(element.key)
  if (known !== undefined) return known
  const edge: Edge<T> = { capture: element.capture, node: emptyNode() }
  node.edges.set(element.key, edge)
  for (const word of element.words) push(node.byWord, word, edge)
  for (const itemClass of element.classes) push(node.byClass, itemClass, edge)
  for (const stem of element.stems) node.byStem.push([stem, edge])
  return edge
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** One search: where it began, and what it has found. */
interface Walk<T> {
  readonly items: readonly Item[]
  readonly at: number
  readonly matches: Match<T>[]
}

function collect<T>(node: Node<T>, walk: Walk<T>, length: number, captures: Captures): void {
  const item = walk.items[walk.at + length]
  for (const { value, notBefore } of node.ends) {
    if (item === undefined || !notBefore.includes(item.text)) walk.matches.push({ value, length, captures })
  }
  if (item === undefined) return
  const named = node.byWord.get(item.text)
  if (named !== undefined) follow(named, item, walk, length, captures)
  if (node.byClass.size > 0) {
    for (const itemClass of item.classes)
      follow(node.byClass.get(itemClass) ?? NONE, item, walk, length, captures)
  }
  for (const [stem, edge] of node.byStem)
    if (item.text.startsWith(stem)) follow([edge], item, walk, length, captures)
}

const NONE: readonly never[] = []

function follow<T>(
  edges: readonly Edge<T>[],
  item: Item,
  walk: Walk<T>,
  length: number,
  captures: Captures,
): void {
  for (const { capture, node } of edges) {
    collect(node, walk, length + 1, capture === undefined ? captures : { ...captures, [capture]: item })
  }
}
