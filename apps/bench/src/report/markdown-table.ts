import type { CacheBenchmarkResult } from '../cache-benchmark.ts'
import { answerTo, describe, formatted, ratioTo } from './comparison.ts'
import { markdownRow } from './markdown-row.ts'
import { type Question, QUESTIONS } from '../cache-questions.ts'
import { targetsTable } from './targets-table.ts'

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
    targetsTable(result),
    '',
    `${describe(result)} Operations per second, or bytes; in brackets how Larder compares: above 1 it is better. Median of ${result.rounds} interleaved rounds of ${result.durationMs} ms, each contender in its own process. In italics: targets that were missed.`,
  ].join('\n')
}

function cell(result: CacheBenchmarkResult, question: Question, peer: string): string {
  const answer = answerTo(result, question, peer)
  if (!answer) return ''
  if (answer.median === undefined) return 'failed'
  const ratio = ratioTo(result, question, peer)
  const shown = formatted(answer.median, question.unit)
  return peer === 'Larder' || ratio === undefined ? `**${shown}**` : `${shown} (${ratio.toFixed(2)})`
}
