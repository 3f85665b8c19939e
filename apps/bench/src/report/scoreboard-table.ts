import type { Scoreboard, ScoreboardAnswer } from '../scoreboard/run-scoreboard.ts'
import { markdownRow } from './markdown-row.ts'
import { measuredOn } from './measured-on.ts'

/** The scoreboard as a Markdown table, one row a question, Larder first, with a line on where it was measured. */
export function scoreboardTable(board: Scoreboard): string {
  const names = board.rivals.map(({ name }) => name)
  return [
    markdownRow(['', ...names]),
    markdownRow(['---', ...names.map(() => ':---:')]),
    ...board.questions.map(({ id, title }) =>
      markdownRow([title, ...names.map((name) => cell(answerOf(board, id, name)))]),
    ),
    markdownRow(['Right, of what it offers', ...names.map((name) => total(board, name))]),
    '',
    `${measuredOn(board.environment, versions(board))} —: not offered. Every question is asked of every cache in processes and on a redis-server of its own; races are arranged by gates, timeouts are the defaults.`,
  ].join('\n')
}

/** What was asked, what was seen, and how each cache was set up. */
export function scoreboardDetails(board: Scoreboard): string {
  const questions = board.questions.flatMap(({ id, title, how }) => [
    `### ${title}`,
    '',
    `\`${id}\`: ${how}`,
    '',
    ...board.rivals.map(({ name }) => `- ${name}: ${told(answerOf(board, id, name))}`),
    '',
  ])
  const setups = board.rivals.map(({ name, version, setup }) => `- ${name} ${version}: ${setup}`)
  return [
    '## What was asked, and what was seen',
    '',
    ...questions,
    '## How each was set up',
    '',
    ...setups,
  ].join('\n')
}

function answerOf(board: Scoreboard, questionId: string, rival: string): ScoreboardAnswer | undefined {
  return board.answers.find((answer) => answer.questionId === questionId && answer.rival === rival)
}

function total({ answers }: Scoreboard, rival: string): string {
  const offered = answers.filter((answer) => answer.rival === rival && answer.result !== '—')
  return `${offered.filter(({ result }) => result === 'yes').length} of ${offered.length}`
}

function cell(answer: ScoreboardAnswer | undefined): string {
  if (!answer) return ''
  const time = answer.ms === undefined ? '' : `, ${answer.ms} ms`
  return answer.result === 'no' ? `**no**${time}` : `${answer.result}${time}`
}

function told(answer: ScoreboardAnswer | undefined): string {
  return [cell(answer), answer?.detail].filter((part) => part).join('; ')
}

/** Larder's own version is the one of the repository the report lies in. */
function versions({ rivals }: Scoreboard): readonly (readonly [string, string])[] {
  return rivals.filter(({ name }) => name !== 'Larder').map(({ name, version }) => [name, version] as const)
}
