import type { Answer, CacheBenchmarkResult } from '../cache-benchmark.ts'
import type { Question } from '../cache-questions.ts'
import { measuredOn } from './measured-on.ts'

/** Machine and versions. */
export function describe({ environment, answers }: CacheBenchmarkResult): string {
  const others = answers.filter(({ peer }) => peer !== 'Larder')
  return measuredOn(
    environment,
    new Map(others.map(({ peer, version }) => [peer.replace('raw ', ''), version])),
  )
}

export function answerTo(result: CacheBenchmarkResult, question: Question, peer: string): Answer | undefined {
  return result.answers.find((answer) => answer.questionId === question.id && answer.peer === peer)
}

/** How much better Larder is than the peer: more operations, or fewer bytes. */
export function ratioTo(result: CacheBenchmarkResult, question: Question, peer: string): number | undefined {
  const ours = answerTo(result, question, 'Larder')?.median
  const theirs = answerTo(result, question, peer)?.median
  if (ours === undefined || theirs === undefined) return undefined
  return question.unit === 'bytes' ? theirs / ours : ours / theirs
}

export function formatted(value: number, unit: Question['unit']): string {
  if (unit === 'bytes') return value.toLocaleString('en-US')
  return value >= 10_000
    ? `${Math.round(value / 1_000).toLocaleString('en-US')} k`
    : Math.round(value).toLocaleString('en-US')
}
