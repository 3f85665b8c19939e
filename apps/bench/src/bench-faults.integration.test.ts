import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { FaultRow } from './faults/fault-row.ts'
import { runRow } from './faults/run-row.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  folders.push(folder)
  return folder
}

test('writes a table, all figures, and a page that needs nothing else', { timeout: 60_000 }, () => {
  const folder = temporaryFolder()
  const at = (name: string) => join(folder, name)

  const outputs = ['--html', folder, '--json', at('all.json'), '--markdown', at('table.md')]
  const { status, stdout } = bench('faults', '--row', '2', '--profile', 'short', ...outputs)

  expect(stdout).toContain('| 2 | SIGKILL mid-run | passed |')
  expect(status).toBe(0)
  expect(readFileSync(at('table.md'), 'utf8')).toContain('1 of 1 within their budgets.')
  expect(JSON.parse(readFileSync(at('all.json'), 'utf8'))).toMatchObject({
    seed: 1,
    results: [{ number: 2, verdict: 'passed', measured: { wrongValues: 0 } }],
  })
  const page = readFileSync(at('02-sigkill-mid-run.html'), 'utf8')
  expect(page).toContain('<svg')
  expect(page).not.toMatch(/(?:src|href)=/)
})

test('a row whose process ends is a row that failed', async () => {
  const unknown: FaultRow = { number: 999, title: 'unknown', how: '', run: async () => {} }

  const result = await runRow(unknown, { profile: 'short', seed: 1 })

  expect(result.verdict).toBe('failed')
  expect(result.error).toContain('There is no row 999')
})

test('a Ctrl-C leaves no server behind, not even a stopped one', { timeout: 60_000 }, async () => {
  const main = new URL('./main.ts', import.meta.url).pathname
  const args = ['--conditions=@larder/source', main, 'faults', '--row', '3', '--profile', 'long']
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const members = (id: number) => processes().filter((one) => one.group === id)
  let id = 0
  const isStopped = () => {
    const all = processes()
    id = all.find(({ parent, command }) => parent === child.pid && command.includes('row-process'))?.id ?? 0
    return all.some(({ group, state, command }) => group === id && state === 'T' && command.includes('redis'))
  }
  await expect.poll(isStopped, { timeout: 30_000 }).toBe(true)

  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number | null]

  expect(code).toBe(130)
  await expect.poll(() => members(id), { timeout: 10_000 }).toEqual([])
})

interface ProcessInfo {
  readonly id: number
  readonly parent: number
  readonly group: number
  readonly state: string
  readonly command: string
}

function processes(): readonly ProcessInfo[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid=,state=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
  return lines.map((line) => {
    const [id, parent, group, state = '', ...command] = line.trim().split(/\s+/)
    return { id: Number(id), parent: Number(parent), group: Number(group), state, command: command.join(' ') }
  })
}
