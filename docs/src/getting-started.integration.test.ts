import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '@larder/redis-adapter/testing'
import { expect, test } from 'vitest'
import { answerPattern, type ConsoleCommand, consoleBlocks } from './console-blocks.ts'
import { startedLarder } from './started-larder.ts'

const PACK = fileURLToPath(new URL('../../scripts/pack.ts', import.meta.url))
const NO_REGISTRY = {
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_ignore_scripts: 'true',
}
const AIRTABLE = dirname(fileURLToPath(import.meta.resolve('airtable/package.json')))
const page = readFileSync(new URL('../getting-started.md', import.meta.url), 'utf8')
const blocks = consoleBlocks(page)

/** The first page of all: `npm start` and its answer, and what is asked then. */
const [shown, ...asked] =
  consoleBlocks(readFileSync(new URL('../../README.md', import.meta.url), 'utf8'))[0] ?? []
const withoutPort = (text: string) => text.trim().replace(/(?<=simulator at http:\/\/127\.0\.0\.1:)\d+/, '…')

test('each command of the page does what the page says', { timeout: 180_000 }, async () => {
  await using stack = new AsyncDisposableStack()
  const folder = stack.adopt(mkdtempSync(join(tmpdir(), 'larder-getting-started-')), (path) =>
    rmSync(path, { recursive: true }),
  )
  const port = String(await freePort())
  const inFolder = (command: string, env: Readonly<Record<string, string>> = {}) =>
    spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } })
  stack.defer(() => void inFolder(`redis-cli -p ${port} shutdown nosave`))
  let url = ''

  const answerTo = async ({ command }: ConsoleCommand): Promise<string> => {
    if (command.endsWith('npm start')) {
      const isShared = command === 'REDIS_URL=redis://127.0.0.1:6390 npm start'
      const server = await startedLarder(stack, isShared ? { REDIS_URL: `redis://127.0.0.1:${port}` } : {})
      url = server.url
      if (!isShared) expect(withoutPort(server.printed)).toBe(withoutPort(shown?.answer ?? ''))
      return server.printed
    }
    // No registry is asked: the client is the one of this repository.
    if (command === 'npm install airtable') {
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync(AIRTABLE, join(folder, 'node_modules/airtable'))
      return ''
    }
    if (command === 'npm run pack -- cache-core') {
      const { stdout } = spawnSync(process.execPath, [PACK, 'cache-core'], { encoding: 'utf8' })
      // npm would take the link for a project to be built anew, with scripts of its own.
      rmSync(join(folder, 'node_modules'), { recursive: true })
      // The page says to type what it tells.
      inFolder(/^npm install .*$/m.exec(stdout)?.[0] ?? 'false', NO_REGISTRY)
      return stdout
    }
    const here = command
      .replace(/^redis-server/, process.env['REDIS_SERVER_BIN'] ?? 'redis-server')
      .replaceAll('http://127.0.0.1:3000', url)
      .replaceAll('6390', port)
    const { stdout, stderr, status } = inFolder(here)
    if (status !== 0) throw new Error(`${command} ended with ${String(status)}: ${stderr}`)
    return stdout.replaceAll('\r', '')
  }

  const [first, ...others] = blocks.flat()
  if (!first || asked.length === 0) throw new Error('The pages show no commands.')
  const commands = [first, ...asked, ...others]
  expect(commands.length).toBeGreaterThan(15)
  for (const command of commands) {
    const said = async () => (await answerTo(command)).trimEnd()
    const place = `line ${command.line}: ${command.command}`
    const pattern = answerPattern(command.answer.replace(/(?<=hit; ttl=)\d+/, '…'))
    // How Redis is becomes known by the next probe.
    if (command.command.endsWith('/cache/health'))
      await expect.poll(said, { timeout: 5_000, message: place }).toMatch(pattern)
    else expect(await said(), place).toMatch(pattern)
  }
})

test('the Node that the packages need is named before the first command that needs it', () => {
  const packages = new URL('../../packages/', import.meta.url)
  const needed = readdirSync(packages).map((name) => {
    const manifest = readFileSync(new URL(`${name}/package.json`, packages), 'utf8')
    return (JSON.parse(manifest) as { engines: { node: string } }).engines.node.replace('>=', 'Node ')
  })
  const [before = ''] = (page.split('\n## 6. ')[1] ?? '').split('$ cat > menu.mjs')

  expect(new Set(needed).size).toBe(1)
  expect(before).toContain(`${needed[0]} or newer`)
})
