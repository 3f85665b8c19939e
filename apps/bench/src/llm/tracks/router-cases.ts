import type { House, Language, Understanding } from '@larder/assistant'
import type { Dataset } from '../dataset/load-dataset.ts'
import type { Gold, SingleTurn } from '../dataset/single-turn.ts'
import { splitOf } from '../dataset/split-of.ts'
import type { TrialCase } from '../trial.ts'

/** What a router gets to see. The house is for the code that works out the date, not for the model. */
export interface RouterInput {
  readonly text: string
  readonly now: string
  readonly houseId: string
}

export interface RouterGold extends Gold {
  readonly lang: Language
}

/** What every arm answers. */
export type RouterAnswer = Understanding

export type RouterCase = TrialCase<RouterInput, RouterGold>

/** The single turns that nothing was learned from. */
export function routerCases({ singleTurns }: Dataset): readonly RouterCase[] {
  return singleTurns.filter(({ cluster }) => splitOf(cluster) === 'test').map(routerCase)
}

export function routerCase({ id, cluster, category, text, now, house, lang, gold }: SingleTurn): RouterCase {
  return { id, cluster, category, input: { text, now, houseId: house }, gold: { ...gold, lang } }
}

/** Houses by id, as graders and rules need them. */
export function housesOf({ houses }: Dataset): ReadonlyMap<string, House> {
  return new Map([...houses].map(([id, { house }]) => [id, house]))
}
