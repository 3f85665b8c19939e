import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** Of a project whose one dependency only a registry has. */
const LOCKFILE = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      absent: { specifier: 1.0.0, version: 1.0.0 }
packages:
  absent@1.0.0:
    resolution: { integrity: sha512-${Buffer.alloc(64).toString('base64')} }
snapshots:
  absent@1.0.0: {}
`

test(
  'without a network it ends with what could not be reached, and what to check',
  { timeout: 60_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'larder-bootstrap-'))
    try {
      mkdirSync(join(folder, 'scripts'))
      for (const file of ['.node-version', 'scripts/bootstrap.mjs'])
        cpSync(join(root, file), join(folder, file))
      const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        readonly packageManager: string
      }
      const manifest = { packageManager, dependencies: { absent: '1.0.0' } }
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
      writeFileSync(join(folder, 'pnpm-lock.yaml'), LOCKFILE)
      const { PATH } = process.env
      const env = { PATH, HOME: folder, npm_config_registry: 'http://127.0.0.1:9/' }

      const { status, stderr } = spawnSync(process.execPath, ['scripts/bootstrap.mjs', 'start'], {
        cwd: folder,
        env,
        encoding: 'utf8',
      })

      expect(status).toBe(1)
      expect(stderr).toContain('ECONNREFUSED')
      expect(stderr).toContain('check the network and the registry that npm is set to')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

test('a key is made with whatever Node there is', { timeout: 60_000 }, () => {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'larder-key', '--', 'website'], {
    cwd: root,
    encoding: 'utf8',
  })

  expect(status).toBe(0)
  expect(stdout).toMatch(/^Key {5}larder_/)
  expect(stdout).toContain('"name":"website"')
})

test('whoever has Node 20 alone can start, test, pack, make a key and measure', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const { status, stderr } = spawnSync('node', ['scripts/bootstrap.mjs'], { cwd: root, encoding: 'utf8' })

  const tasks = ['start', 'larder-key', 'test', 'pack', 'bench']
  expect(stderr).toContain(`use one of ${tasks.join(', ')}.`)
  expect(status).toBe(1)
  for (const task of tasks) expect(scripts[task]).toBe(`node scripts/bootstrap.mjs ${task}`)
})
