import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

test('what npm has started ends with the shell that npm has started it in', { timeout: 60_000 }, async () => {
  // As npm does: a shell around it, which is all that a signal reaches.
  const shell = spawn('sh', ['-c', 'node scripts/bootstrap.mjs start; true'], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const urlOf = () => /Larder serves (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1]
  const isServing = () =>
    fetch(`${urlOf()}/livez`).then(
      ({ ok }) => ok,
      () => false,
    )
  try {
    await expect.poll(urlOf, { timeout: 40_000 }).toBeDefined()
    expect(await isServing()).toBe(true)
  } finally {
    shell.kill('SIGKILL')
  }

  await expect.poll(isServing, { timeout: 15_000, interval: 100 }).toBe(false)
})
