import { type AvailabilityRequest, findAvailability, type House, type Occupancy } from '@larder/assistant'
import type { Clock, Random } from '@larder/cache-core'
import { ASKED_AT, FULL_DATE } from './full-house.ts'

export interface DecisionRate {
  readonly question: string
  /** By the clock; medians of the rounds. */
  readonly perSecond: number
  /** By the processor's time, of which other processes take none away. */
  readonly perCpuSecond: number
  /** The share of answers with a table as asked. */
  readonly available: number
  readonly isKept: boolean
}

export interface DecisionQuestion {
  readonly question: string
  readonly house: House
  /** Whether all decisions are of one list of occupancies; else what a list takes to prepare is counted. */
  readonly isKept: boolean
  readonly book: () => readonly Occupancy[]
}

const REQUESTS = 1_000
const TIMES = ['13:00', '13:45', '14:30', '15:15', '20:00', '20:45', '21:00', '21:30', '22:15', '23:00']

/** How many decisions a second findAvailability takes, of requests of all kinds in turn. */
export function measureDecisions(
  { question, house, isKept, book }: DecisionQuestion,
  { rounds, roundMs }: { readonly rounds: number; readonly roundMs: number },
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): DecisionRate {
  const requests = Array.from({ length: REQUESTS }, () => randomRequest(random))
  const available = requests.filter(
    (request) => findAvailability(request, book(), house, ASKED_AT).status === 'available',
  ).length
  const decide = () => {
    for (const request of requests) findAvailability(request, book(), house, ASKED_AT)
  }
  // The first round only warms up.
  const [, ...measured] = Array.from({ length: rounds + 1 }, () => measureRound(decide, roundMs, clock))
  return {
    question,
    perSecond: median(measured.map((round) => round.perSecond)),
    perCpuSecond: median(measured.map((round) => round.perCpuSecond)),
    available: available / REQUESTS,
    isKept,
  }
}

function measureRound(
  decide: () => void,
  roundMs: number,
  clock: Clock,
): Pick<DecisionRate, 'perSecond' | 'perCpuSecond'> {
  const [startedAt, cpu] = [clock.monotonic(), process.cpuUsage()]
  let [decisions, elapsedMs] = [0, 0]
  while (elapsedMs < roundMs) {
    decide()
    decisions += REQUESTS
    elapsedMs = clock.monotonic() - startedAt
  }
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: decisions / (elapsedMs / 1_000), perCpuSecond: decisions / ((user + system) / 1e6) }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

function randomRequest(random: Random): AvailabilityRequest {
  const any = <T>(items: readonly T[]): T => items[Math.floor(random.next() * items.length)] as T
  return {
    date: FULL_DATE,
    time: any(TIMES),
    people: any([1, 2, 2, 2, 3, 4, 4, 6, 8]),
    ...(random.next() < 0.3 ? { zone: any(['indoor', 'terrace', 'bar', 'private'] as const) } : {}),
    ...(random.next() < 0.1 ? { accessible: true } : {}),
    ...(random.next() < 0.1 ? { pets: true } : {}),
    ...(random.next() < 0.1 ? { highChairs: 1 } : {}),
  }
}
