import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Contestant } from './contestant.ts'
import type { CorrectnessQuestion, Verdict } from './correctness-questions.ts'
import { versionOf } from '../environment.ts'

export interface RivalsOptions {
  readonly contestants: readonly Contestant[]
  readonly questions: readonly CorrectnessQuestion[]
  readonly onProgress: (line: string) => void
}

export interface RivalsResult {
  readonly date: string
  readonly node: string
  readonly contestants: readonly { readonly name: string; readonly version: string }[]
  readonly verdicts: readonly (Verdict & { readonly questionId: string; readonly contestant: string })[]
}

/** Longer than the slowest honest answer. */
const DEADLINE_MS = 30_000

/** Puts each question to each contestant, each time in a process and on a redis-server of its own. */
export async function runRivals({
  contestants,
  questions,
  onProgress,
}: RivalsOptions): Promise<RivalsResult> {
  const verdicts: RivalsResult['verdicts'][number][] = []
  for (const { id: questionId, title } of questions) {
    onProgress(title)
    for (const { name: contestant } of contestants)
      verdicts.push({ questionId, contestant, ...(await ask(contestant, questionId)) })
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    contestants: contestants.map(({ name, packageName }) => ({ name, version: versionOf(packageName) })),
    verdicts,
  }
}

async function ask(contestant: string, questionId: string): Promise<Verdict> {
  const child = fork(new URL('./rival-process.ts', import.meta.url), [contestant, questionId], {
    execArgv: ['--conditions=@larder/source'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const settled = new AbortController()
  const { signal } = settled
  const replied = once(child, 'message', { signal }).then(([verdict]) => verdict as Verdict)
  const ended = once(child, 'exit', { signal }).then((): Verdict => ({
    answer: 'no',
    detail: 'its process ended',
  }))
  const late = new Promise<Verdict>((resolve) => {
    const timer = setTimeout(() => resolve({ answer: 'no', detail: 'it hangs' }), DEADLINE_MS)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })
  try {
    return await Promise.race([replied, ended, late])
  } finally {
    replied.catch(() => {})
    ended.catch(() => {})
    settled.abort()
    if (child.exitCode === null) {
      const gone = once(child, 'exit')
      // A process that hangs has a redis-server: it is asked to end, and so ends that as well.
      child.kill()
      await gone
    }
  }
}
