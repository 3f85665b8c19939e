import { closedLoop } from './closed-loop.ts'
import { HEADERS, HTTP_QUESTIONS, type HttpQuestion } from './http-questions.ts'
import type { HttpRunOptions } from './run-http.ts'
import type { Sample, Throughput } from './http-figures.ts'
import type { ServerProcess } from '../server-process.ts'

export interface Contenders {
  readonly larder: ServerProcess
  readonly raw: ServerProcess
}

/** As fast as both answer, first one and then the other, and in the next round the other way round: noise meets both alike. */
export async function measureThroughput(
  contenders: Contenders,
  options: HttpRunOptions,
): Promise<readonly Throughput[]> {
  const figures: Throughput[] = []
  for (const question of HTTP_QUESTIONS)
    for (const status of [200, 304] as const) {
      options.onProgress(`as fast as it goes: ${question.title.toLowerCase()}, ${status}`)
      figures.push(await inRounds(question, status, contenders, options))
    }
  return figures
}

async function inRounds(
  { id, path }: HttpQuestion,
  status: 200 | 304,
  { larder, raw }: Contenders,
  { rounds, seconds, connections }: HttpRunOptions,
): Promise<Throughput> {
  const { bytes, etag } = await answerOf(larder.url + path)
  const headers = status === 200 ? HEADERS : { ...HEADERS, 'if-none-match': etag }
  const ask = async (server: ServerProcess): Promise<Sample> => {
    const before = await server.cpuMs()
    const load = { url: server.url + path, headers, connections, seconds, status }
    const { requests, perSecond } = await closedLoop(load)
    return { perSecond, cpuUs: (1_000 * ((await server.cpuMs()) - before)) / requests }
  }
  const samples = { larder: [] as Sample[], raw: [] as Sample[] }
  // The first one warms up, and does not count.
  for (let round = 0; round <= rounds; round++)
    for (const name of round % 2 === 0 ? (['raw', 'larder'] as const) : (['larder', 'raw'] as const)) {
      const sample = await ask({ larder, raw }[name])
      if (round > 0) samples[name].push(sample)
    }
  return { question: id, status, bytes: status === 200 ? bytes : 0, ...samples }
}

async function answerOf(url: string): Promise<{ readonly bytes: number; readonly etag: string }> {
  const response = await fetch(url, { headers: HEADERS })
  const { byteLength } = await response.arrayBuffer()
  return { bytes: byteLength, etag: response.headers.get('etag') ?? '' }
}
