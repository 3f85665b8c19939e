import { expect, test } from 'vitest'
import { loadDataset } from './load-dataset.ts'
import { CATEGORY_COUNTS } from './single-turn.ts'
import type { SingleTurn } from './single-turn.ts'

const { singleTurns } = loadDataset()

test('there are as many of each category as were planned, 360 in Spanish and 120 in English', () => {
  const counts = Object.fromEntries(
    Object.keys(CATEGORY_COUNTS).map((category) => [
      category,
      singleTurns.filter((turn) => turn.category === category).length,
    ]),
  )

  expect(counts).toEqual(CATEGORY_COUNTS)
  expect(singleTurns.filter(({ lang }) => lang === 'es')).toHaveLength(360)
  expect(singleTurns.filter(({ lang }) => lang === 'en')).toHaveLength(120)
})

test('Spanish comes from Spain and from America, English from more than one country', () => {
  const regions = new Set(singleTurns.map(({ lang, region }) => `${lang}-${region}`))

  for (const region of ['es-ES', 'es-MX', 'es-AR', 'es-CO', 'es-CL', 'en-GB', 'en-US', 'en-IE']) {
    expect(regions).toContain(region)
  }
})

test('no two messages are the same but for case, accents and punctuation', () => {
  const seen = new Map<string, string>()
  const twice = singleTurns.filter((turn) => {
    const words = tokens(turn).join(' ') || turn.text
    const isThere = seen.has(words)
    seen.set(words, turn.id)
    return isThere
  })

  expect(twice.map(({ id }) => id)).toEqual([])
})

test('messages of nearly the same words are in one cluster', () => {
  const bags = singleTurns.map((turn) => ({ turn, bag: new Set(tokens(turn)) }))
  const near = bags.flatMap((one, index) =>
    bags
      .slice(index + 1)
      .filter((other) => one.turn.cluster !== other.turn.cluster && jaccard(one.bag, other.bag) > 0.9)
      .map((other) => `${one.turn.id} ${other.turn.id}`),
  )

  expect(near).toEqual([])
})

test('names, diets and wishes of gold stand in the message, and so do the digits of codes and telephones', () => {
  const missing = singleTurns.flatMap(({ id, text, gold: { slots } }) => {
    const digits = text.replaceAll(/\D/g, '')
    const said = [slots.name, slots.notes, slots.email, ...(slots.diet ?? [])]
    const numbers = [slots.code, slots.phone].map((number) => number?.replaceAll(/\D/g, ''))
    return [
      ...said.filter((words) => words !== undefined && !text.includes(words)),
      ...numbers.filter((number) => number !== undefined && !digits.includes(number)),
    ].map((words) => `${id}: ${words}`)
  })

  expect(missing).toEqual([])
})

test('only questions about the house have a topic, and all of them do', () => {
  const wrong = singleTurns.filter(
    ({ gold }) => (gold.intent === 'info') !== (gold.slots.topic !== undefined),
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

function tokens({ text }: SingleTurn): string[] {
  const plain = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((token) => other.has(token)).length
  return both === 0 ? 0 : both / (one.size + other.size - both)
}
