import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bench } from './bench-fixture.ts'

let out = ''

beforeEach(() => {
  vi.stubEnv('OPENAI_API_KEY', '')
  vi.stubEnv('DEEPSEEK_API_KEY', '')
  out = mkdtempSync(join(tmpdir(), 'larder-llm-'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(out, { recursive: true })
})

test(
  'without keys every track runs from nothing to report, and its record says the same again',
  { timeout: 180_000 },
  () => {
    const [report, again, record] = ['one.html', 'two.html', 'record'].map((name) => join(out, name)) as [
      string,
      string,
      string,
    ]
    const few = ['--arms', 'offline', '--cases', '6', '--repeats', '2']

    const run = bench('llm', ...few, '--record', record, '--report', report)
    const replay = bench('llm', ...few, '--replay', record, '--report', again)

    expect(run.stderr).toContain('Simulated: nothing is spent')
    expect(run.status).toBe(0)
    expect(replay.status).toBe(0)
    const page = readFileSync(report, 'utf8')
    for (const title of [
      'RouterAgent: what',
      'LogicAgent: which',
      'HumanAgent: the',
      'All agents: whole dialogues',
      'All agents: attacks',
      'Regression: dialogues',
      'Regression: attacks',
    ])
      expect(page).toContain(`<h2>${title}`)
    expect(run.stdout).toMatch(
      /- Dialogues, held out: .*\n- Attacks, held out: .*\n- Dialogues of the dev split/,
    )
    for (const picture of page.match(/<svg[^]*?<\/svg>/g) ?? []) expect(picture).toContain('SIMULATED')
    expect(page).not.toMatch(/>BUG</)
    // Prompts were sent in the first run only; all that was answered is the same.
    expect(replay.stdout).toBe(run.stdout)
    expect(JSON.parse(readFileSync(join(out, 'one.promptfoo.json'), 'utf8'))).toHaveProperty(
      'results.version',
      3,
    )
  },
)

test('a dry run says what it would take, and asks nobody', { timeout: 60_000 }, () => {
  const { status, stdout, stderr } = bench(
    'llm',
    '--arms',
    'offline',
    '--dry-run',
    '--report',
    join(out, 'none.html'),
  )

  expect(status).toBe(0)
  expect(stdout).toContain('| router | oracle A |')
  expect(stdout + stderr).not.toContain('wrote')
})
