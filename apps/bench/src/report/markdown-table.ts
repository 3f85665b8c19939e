import type { Answer, CacheBenchmarkResult } from '../cache-benchmark.ts'
import { type Question, QUESTIONS } from '../cache-questions.ts'
import { markdownRow } from './markdown-row.ts'
import { measuredOn } from './measured-on.ts'

/** The result as a Markdown table, one row a question, Larder first, each rival with Larder's ratio to it. */
export function markdownTable(result: CacheBenchmarkResult): string {
  const peers = [...new Set(result.answers.map(({ peer }) => peer))]
  const asked = QUESTIONS.filter(({ id }) => result.answers.some(({ questionId }) => questionId === id))
  const rows = asked.map((question) => [question.title, ...peers.map((peer) => cell(result, question, peer))])
  return [
    markdownRow(['', ...peers]),
    markdownRow(['---', ...peers.map(() => '---:')]),
    ...rows.map(markdownRow),
    '',
    `${describe(result)} Operations per second, or bytes; in brackets how Larder compares: above 1 it is better. Median of ${result.rounds} interleaved rounds of ${result.durationMs} ms, each contender in its own process.`,
  ].join('\n')
}

/** Machine and versions, in one sentence. */
export function describe({ environment, answers }: CacheBenchmarkResult): string {
  const versions = new Map(
    answers
      .filter(({ peer }) => peer !== 'Larder')
      .map(({ peer, version }) => [peer.replace('raw ', ''), version]),
  )
  return measuredOn(environment, versions)
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

function cell(result: CacheBenchmarkResult, question: Question, peer: string): string {
  const answer = answerTo(result, question, peer)
  if (!answer) return ''
  if (answer.median === undefined) return 'failed'
  const ratio = ratioTo(result, question, peer)
  const shown = formatted(answer.median, question.unit)
  return peer === 'Larder' || ratio === undefined ? `**${shown}**` : `${shown} (${ratio.toFixed(2)})`
}
