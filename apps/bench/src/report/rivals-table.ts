import { CORRECTNESS_QUESTIONS } from '../rivals/correctness-questions.ts'
import type { RivalsResult } from '../rivals/run-rivals.ts'

/** The scoreboard as a Markdown table: one row a question, one column a contestant. */
export function rivalsTable(result: RivalsResult): string {
  const names = result.contestants.map(({ name }) => name)
  const asked = CORRECTNESS_QUESTIONS.filter(({ id }) =>
    result.verdicts.some(({ questionId }) => questionId === id),
  )
  const rows = asked.map(({ id, title }) => [title, ...names.map((name) => cell(result, id, name))])
  const versions = result.contestants
    .filter(({ name }) => name !== 'Larder')
    .map(({ name, version }) => `${name} ${version}`)
  return [
    row(['', ...names]),
    row(['---', ...names.map(() => '---')]),
    ...rows.map(row),
    '',
    `Asked on ${result.date}, Node ${result.node.slice(1)}; ${versions.join(', ')}. Each question in a process and on a redis-server of its own; memory and Redis in use (async-cache-dedupe and cachified know no memory before Redis), and whatever the contestant has to tell other processes; timeouts as they come. A dash: it has no such thing.`,
  ].join('\n')
}

function cell({ verdicts }: RivalsResult, questionId: string, name: string): string {
  const verdict = verdicts.find((one) => one.questionId === questionId && one.contestant === name)
  if (!verdict) return ''
  const { answer, detail } = verdict
  const shown = answer === 'yes' ? '**yes**' : answer === 'no' ? 'no' : '–'
  return detail === undefined ? shown : `${shown}: ${detail}`
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
