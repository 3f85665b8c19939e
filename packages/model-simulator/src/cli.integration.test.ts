import { expect, test } from 'vitest'
import { once } from 'node:events'
import { spawn } from 'node:child_process'

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

test('plays both providers, at the pace and with the faults of its options', async () => {
  const program = run('--port', '0', '--latency-ms', '150', '--fail', '503:0', '--fail', 'blank:1')
  try {
    await expect.poll(program.output, { timeout: 20_000 }).toContain('Simulated deepseek, base URL')
    const addresses = program.output().match(/http:\S+/g) ?? []

    for (const [at, model] of ['gpt-6-luna', 'deepseek-flash'].entries()) {
      const startedAt = performance.now()
      const answer = await fetch(`${addresses[at]}/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer any' },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Mesa para dos' }] }),
      })
      const { choices } = (await answer.json()) as { choices: { message: { content: string } }[] }

      expect(choices[0]?.message.content.trim()).toBe('')
      expect(performance.now() - startedAt).toBeGreaterThan(140)
    }
  } finally {
    program.stop()
    expect(await program.exit).toBe(0)
  }
})

test.each([
  [['--port', 'eighty'], '--port is eighty; it must be 0 to 65535.'],
  [['--quirks', 'gemini'], '--quirks is gemini; it must be openai, deepseek or both.'],
  [['--latency-ms', '1.5'], '--latency-ms is 1.5; it must be 0 to 3600000.'],
  [['--tokens-per-second', '0'], '--tokens-per-second is 0; it must be 1 to 1000000.'],
  [['--fail', '503'], '--fail is 503; it must be a kind and a share from 0 to 1, as 503:0.1.'],
  [['--fail', '999:0.5'], '--fail is 999:0.5; it must be'],
  [['--colour'], '--colour'],
])('%j ends with exit code 1 and one line that says why', async (args, message) => {
  const program = run(...args)

  expect(await program.exit).toBe(1)
  expect(program.output()).toContain(message)
})

test('--help tells every option', async () => {
  const program = run('--help')

  expect(await program.exit).toBe(0)
  expect(program.output().match(/^ {2}--[\w-]+/gm)).toEqual(
    ['port', 'quirks', 'latency-ms', 'tokens-per-second', 'fail', 'help'].map((name) => `  --${name}`),
  )
})
