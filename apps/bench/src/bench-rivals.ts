import { parseArgs } from 'node:util'
import { RIVALS, runScoreboard } from './scoreboard/run-scoreboard.ts'
import { scoreboardDetails, scoreboardTable } from './report/scoreboard-table.ts'
import { GISTS } from './report/gists.ts'
import { updateReadme, writeReports } from './report/write-reports.ts'
import { chosen } from './chosen.ts'
import { endWithUs } from './end-with-us.ts'
import { killAllCaches } from './scoreboard/remote-cache.ts'
import { refusePartial } from './refuse-partial.ts'
import { SCOREBOARD_QUESTIONS } from './scoreboard/all-questions.ts'

export const RIVALS_USAGE: string = `pnpm bench rivals [options]    questions of right and wrong, put to Larder and to other caches in the same run; about 5 minutes

  --peer NAME         only this one; may be repeated: ${RIVALS.map(({ name }) => name).join(', ')}
  --question ID       only this one; may be repeated: ${SCOREBOARD_QUESTIONS.map(({ id }) => id).join(', ')}
  --out FOLDER        for rivals.json and rivals.md (default docs/benchmarks)
  --readme            also write the table into README.md`

/** How right. */
export async function benchRivals(args: readonly string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      peer: { type: 'string', multiple: true },
      question: { type: 'string', multiple: true },
      out: { type: 'string', default: `${root}docs/benchmarks` },
      readme: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(RIVALS_USAGE)
  refusePartial('--readme', values.readme, { '--peer': values.peer, '--question': values.question })
  const rivals = chosen('peer', RIVALS, ({ name }) => name, values.peer)
  const questions = chosen('question', SCOREBOARD_QUESTIONS, ({ id }) => id, values.question)
  endWithUs(killAllCaches)
  const board = await runScoreboard({ rivals, questions, onProgress: (line) => console.error(`… ${line}`) })
  const table = scoreboardTable(board)
  console.log(table)
  const reports = {
    'rivals.json': `${JSON.stringify(board, null, 2)}\n`,
    'rivals.md': `# Right or wrong\n\n${GISTS.rivals}\n\n${table}\n\n${scoreboardDetails(board)}\n`,
  }
  for (const path of writeReports(reports, values.out)) console.error(`wrote ${path}`)
  if (values.readme) updateReadme('rivals', table, `${root}README.md`)
}
