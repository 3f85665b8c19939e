import type { Language } from '@larder/assistant'
import { expect, test } from 'vitest'
import { loadDataset } from './load-dataset.ts'
import type { Gold, SingleTurn } from './single-turn.ts'

const { houses, singleTurns } = loadDataset()
const withFacts = singleTurns.filter(({ gold }) => gold.must !== undefined && gold.slots.topic !== undefined)

test('a reply that says what the house has to say of the topic has all that gold asks for', () => {
  const wrong = withFacts.filter((turn) => !passes(factOf(turn), turn.gold))

  expect(withFacts.length).toBeGreaterThan(35)
  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('a reply about something else has not', () => {
  const passing = withFacts.filter((turn) => passes(elsewhere(turn.lang), turn.gold))

  expect(passing.map(({ id }) => id)).toEqual([])
})

test('cases of one cluster that were sent at the same time come to the same day and hour', () => {
  const comesTo = ({ now, gold: { resolved } }: SingleTurn) => JSON.stringify([now, resolved])
  const wrong = singleTurns.filter((turn) =>
    singleTurns.some((other) => other.cluster === turn.cluster && comesTo(other) !== comesTo(turn)),
  )

  expect(wrong.map(({ id }) => id)).toEqual([])
})

function passes(reply: string, { must = [], mustNot = [] }: Gold): boolean {
  const said = reply.toLowerCase()
  const has = (words: string) => said.includes(words.toLowerCase())
  return must.every((group) => group.some(has)) && !mustNot.some(has)
}

function factOf({ house, lang, gold }: SingleTurn): string {
  return houses.get(house)?.info[gold.slots.topic ?? 'other'][lang] ?? ''
}

function elsewhere(lang: Language): string {
  return { es: 'Gracias por escribir. ¿En qué puedo ayudarte?', en: 'Thank you. How can I help you?' }[lang]
}
