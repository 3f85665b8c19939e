import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const CLI = new URL('./cli.ts', import.meta.url).pathname

function run(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--conditions=@larder/source', CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return {
    output: () => output,
    stop: () => child.kill('SIGTERM'),
    exit: once(child, 'exit').then(([code]) => code as number | null),
  }
}

test('serves any base from a file, ids kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'larder-base-'))
  const file = join(folder, 'base.json')
  const base = {
    id: 'appFromFile000001',
    name: 'From a file',
    tables: [
      {
        id: 'tblThings00000000',
        name: 'Things',
        primaryFieldId: 'fldName0000000000',
        fields: [{ id: 'fldName0000000000', name: 'Name', type: 'singleLineText' }],
      },
    ],
    records: {
      Things: [
        { id: 'recThing000000001', createdTime: '2026-01-01T00:00:00.000Z', fields: { Name: 'First' } },
      ],
    },
  }
  await writeFile(file, JSON.stringify(base))
  const program = run('--port', '0', '--base', file, '--limiter', 'off')
  try {
    await expect.poll(program.output, { timeout: 10_000 }).toContain('Simulated Airtable at')
    const url = /http:\S+\d/.exec(program.output())?.[0]

    const answer = await fetch(`${url}/v0/appFromFile000001/Things`, {
      headers: { authorization: 'Bearer x' },
    })

    expect(await answer.json()).toEqual({ records: base.records.Things })
  } finally {
    program.stop()
    expect(await program.exit).toBe(0)
    await rm(folder, { recursive: true })
  }
})

test.each([
  [['--port', 'eighty'], '--port is eighty; it must be 0 to 65535.'],
  [['--limiter', 'strict'], '--limiter is strict; it must be documented, lenient or off.'],
  [['--base', '/nowhere.json'], 'no such file'],
  [['--colour'], '--colour'],
])('%j ends with exit code 1 and one line that says why', async (args, message) => {
  const program = run(...args)

  expect(await program.exit).toBe(1)
  expect(program.output()).toContain(message)
})
