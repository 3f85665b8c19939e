import type { Contenders } from './measure-throughput.ts'
import { HEADERS, HTTP_QUESTIONS, type HttpQuestion } from './http-questions.ts'
import type { HttpRunOptions } from './run-http.ts'
import { median } from '../scaling/median.ts'
import type { OpenLoopFigures } from './open-loop.ts'
import type { RateClient } from './http-stage.ts'
import type { RateFigures } from './http-figures.ts'

export const PER_SECOND = 500

/** Each question at a given rate, in rounds: first to one and then to the other, and in the next round the other way round. */
export async function measureRates(
  contenders: Contenders,
  client: RateClient,
  options: HttpRunOptions,
): Promise<readonly RateFigures[]> {
  const rates: RateFigures[] = []
  for (const question of HTTP_QUESTIONS) {
    options.onProgress(`${PER_SECOND} requests/s: ${question.title.toLowerCase()}`)
    rates.push(await inRounds(question, contenders, client, options))
  }
  return rates
}

async function inRounds(
  { id, path }: HttpQuestion,
  contenders: Contenders,
  client: RateClient,
  { rounds, rateSeconds }: HttpRunOptions,
): Promise<RateFigures> {
  const figures = { larder: [] as OpenLoopFigures[], raw: [] as OpenLoopFigures[] }
  for (let round = 1; round <= rounds; round++)
    for (const name of round % 2 === 0 ? (['raw', 'larder'] as const) : (['larder', 'raw'] as const))
      figures[name].push(
        await client.ask({
          urls: [contenders[name].url + path],
          headers: HEADERS,
          seconds: rateSeconds / rounds,
          perSecond: PER_SECOND,
          seed: round,
        }),
      )
  return { question: id, larder: allOf(figures.larder), raw: allOf(figures.raw) }
}

/** Everything that was asked, with the middle of the rounds' percentiles, and the longest of all. */
export function allOf(rounds: readonly OpenLoopFigures[]): OpenLoopFigures {
  const statuses: Record<string, number> = {}
  for (const round of rounds)
    for (const [status, count] of Object.entries(round.statuses))
      statuses[status] = (statuses[status] ?? 0) + count
  const waits = rounds.map(({ latency }) => latency)
  return {
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
    statuses,
    latency: {
      count: waits.reduce((sum, { count }) => sum + count, 0),
      p50Ms: median(waits.map(({ p50Ms }) => p50Ms)),
      p99Ms: median(waits.map(({ p99Ms }) => p99Ms)),
      maxMs: Math.max(...waits.map(({ maxMs }) => maxMs)),
    },
  }
}
