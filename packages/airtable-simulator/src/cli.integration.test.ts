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
  [['--quota', '-1'], "Option '--quota' argument is ambiguous"],
  [['--quota=-1'], '--quota is -1; it must be 0 to 1000000000.'],
  [['--reservations', '0'], '--reservations is 0; it must be 1 to 1000000.'],
  [['--base', CLI], 'is not JSON'],
])('%j ends with exit code 1 and one line that says why', async (args, message) => {
  const program = run(...args)

  expect(await program.exit).toBe(1)
  expect(program.output()).toContain(message)
})

test('takes tokens, a quota, a size and a latency from its options', async () => {
  const program = run(
    '--port',
    '0',
    '--token',
    'patGood',
    '--quota',
    '1',
    '--reservations',
    '20',
    '--latency',
    '150',
  )
  try {
    await expect.poll(program.output, { timeout: 20_000 }).toContain('The tokens given are good.')
    const url = /http:\S+\d/.exec(program.output())?.[0]
    const ask = (token: string) =>
      fetch(`${url}/v0/appReservasDemo01/Reservas`, { headers: { authorization: `Bearer ${token}` } })

    const refused = await ask('patBad')
    const startedAt = performance.now()
    const first = await ask('patGood')
    const tookMs = performance.now() - startedAt

    expect(refused.status).toBe(401)
    expect(((await first.json()) as { records: unknown[] }).records).toHaveLength(20)
    expect(tookMs).toBeGreaterThan(140)
    expect((await ask('patGood')).status).toBe(429)
  } finally {
    program.stop()
    expect(await program.exit).toBe(0)
  }
})

test('--help tells every option', async () => {
  const program = run('--help')

  expect(await program.exit).toBe(0)
  expect(program.output().match(/^ {2}--\w+/gm)).toEqual(
    ['port', 'base', 'reservations', 'limiter', 'quota', 'token', 'latency', 'help'].map(
      (name) => `  --${name}`,
    ),
  )
})
