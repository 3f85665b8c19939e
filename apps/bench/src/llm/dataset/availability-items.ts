import type { AvailabilityRequest, House, Occupancy } from '@larder/assistant'
import { SeededRandom } from '@larder/cache-core/testing'
import { drawOne } from './draw.ts'
import { randomHouse } from './random-house.ts'
import { LOADS, randomOccupancies } from './random-occupancies.ts'
import type { Load } from './random-occupancies.ts'
import { randomRequest } from './random-request.ts'
import { renderBook } from './render-book.ts'

export const ITEM_SIZES = [4, 12, 30] as const
export type ItemSize = (typeof ITEM_SIZES)[number]

const ITEM_COUNT = 120
const DEFAULT_SEED = 20_261_127
const NOWS = [
  '2026-11-24T18:40:00+01:00',
  '2026-12-21T09:30:00+01:00',
  '2026-10-19T11:05:00+02:00',
  '2027-03-22T20:15:00+01:00',
  '2027-06-30T21:50:00+02:00',
]

/** A book, and a request that it can or cannot take. What is right is not in it: code finds that, and brute force checks the code. */
export interface AvailabilityItem {
  readonly id: string
  readonly tables: ItemSize
  readonly load: Load
  readonly now: string
  readonly house: House
  readonly request: AvailabilityRequest
  /** Of the day that is asked for: what is free on other days is not known, so nobody may offer them. */
  readonly occupancies: readonly Occupancy[]
  /** The same in Spanish, for a model that has nothing else. */
  readonly text: string
}

export interface AvailabilityItemsOptions {
  readonly seed?: number | undefined
}

/** 120 items, forty of each size, the loads shared out evenly; the same ones for the same seed. */
export function makeAvailabilityItems({
  seed = DEFAULT_SEED,
}: AvailabilityItemsOptions = {}): readonly AvailabilityItem[] {
  return Array.from({ length: ITEM_COUNT }, (_, index) => makeItem(seed, index))
}

function makeItem(seed: number, index: number): AvailabilityItem {
  // An item has its own stream, so that a change in how one is drawn leaves the others as they are.
  const random = new SeededRandom(seed + index * 7919)
  const sizeIndex = index % ITEM_SIZES.length
  const tables = ITEM_SIZES[sizeIndex] ?? 4
  const load = LOADS[(sizeIndex + Math.floor(index / ITEM_SIZES.length)) % LOADS.length] ?? 'easy'
  const now = drawOne(random, NOWS)
  const house = randomHouse(random, tables)
  const request = randomRequest(random, house, now.slice(0, 10))
  const occupancies = randomOccupancies(random, house, request.date, load)
  const page = { now, house, request, occupancies }
  return { id: `book-${tables}-${load}-${index + 1}`, tables, load, ...page, text: renderBook(page) }
}
