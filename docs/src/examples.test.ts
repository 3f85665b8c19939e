import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { examplesOf } from './example.ts'
import type { Run } from './run-examples.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const docs = join(root, 'docs')
const folder = join(docs, '.examples')
const SHOWN_URL = 'redis://127.0.0.1:6379'

/** Examples that are wrong on purpose: a check that finds nothing looks just like pages without mistakes. */
const PLANTED = 'planted.md'
const PLANTED_PAGE = ['# Planted', '```ts', '1 + 1 // → 3', '```', '```ts', "'1'.toFixed()", '```'].join('\n')

/** Pages whose examples are compiled, and run where nothing outside this repository is asked. */
const PAGES = [
  { page: 'docs/api.md', runs: true },
  { page: 'docs/choosing-options.md', runs: true },
  { page: 'docs/migrating.md', runs: true },
  { page: 'docs/scaling.md', runs: false },
  { page: 'docs/webhooks.md', runs: false },
  { page: 'README.md', runs: false },
  { page: 'packages/cache-core/README.md', runs: true },
  { page: 'packages/redis-adapter/README.md', runs: true },
  { page: 'packages/devalue-codec/README.md', runs: true },
  { page: 'packages/hono-middleware/README.md', runs: true },
  { page: 'packages/keyv-store/README.md', runs: true },
  { page: 'packages/airtable-adapter/README.md', runs: false },
  { page: 'packages/airtable-simulator/README.md', runs: true },
  { page: 'packages/api-contract/README.md', runs: false },
  { page: 'packages/assistant/README.md', runs: false },
  { page: 'packages/openai-adapter/README.md', runs: false },
  { page: 'packages/model-simulator/README.md', runs: true },
  { page: PLANTED, runs: true },
]

const modules = PAGES.flatMap(({ page, runs }) => {
  const text = page === PLANTED ? PLANTED_PAGE : readFileSync(join(root, page), 'utf8')
  return examplesOf(text).map(({ line, source }) => ({
    place: `${page}:${line}`,
    path: join(folder, page, `line-${line}.ts`),
    source,
    runs,
  }))
})

let server: RedisServer
const compileErrors = new Map<string, readonly string[]>()
const runs = new Map<string, Run>()

beforeAll(async () => {
  // A database for each example, so that none finds what another has left.
  server = await startRedis({ args: ['--databases', String(modules.length)] })
  rmSync(folder, { recursive: true, force: true })
  for (const [index, { path, source }] of modules.entries()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, source.replaceAll(SHOWN_URL, `${server.url}/${index}`))
  }
  const [compiled, ran] = await Promise.all([compile(), run()])
  for (const { path } of modules) {
    compileErrors.set(
      path,
      compiled.filter((error) => error.startsWith(path)).map((error) => error.slice(path.length)),
    )
  }
  for (const one of ran) runs.set(one.path, one)
}, 60_000)

afterAll(() => server.close())

const real = modules.filter(({ place }) => !place.startsWith(PLANTED))

test.each(real)('$place compiles', ({ path }) => {
  expect(compileErrors.get(path)).toEqual([])
})

test.each(real.filter(({ runs }) => runs))('$place does what it shows', ({ path }) => {
  expect(runs.get(path)).toEqual({ path })
})

describe('an example that is wrong', () => {
  test('is found by its type, on its line of the page', () => {
    expect(compileErrors.get(join(folder, PLANTED, 'line-6.ts'))).toEqual([
      expect.stringMatching(/^\(6,5\): error TS2551/),
    ])
  })

  test('is found by its result, on its line of the page', () => {
    expect(runs.get(join(folder, PLANTED, 'line-3.ts'))?.failure).toMatch(/^line 3: Expected values/)
  })
})

/** What tsc has to say, one error each, beginning with the module's path. */
async function compile(): Promise<readonly string[]> {
  const { stdout } = await program(join(root, 'node_modules', '.bin', 'tsc'), [
    '-p',
    'tsconfig.examples.json',
  ])
  const errors = stdout.split('\n').filter((line) => /^\S*error TS|^\S.*: error TS/.test(line))
  const stray = errors.find((line) => !line.startsWith('.examples'))
  if (stray !== undefined) throw new Error(`The examples could not be compiled: ${stray}`)
  return errors.map((line) => join(docs, line))
}

async function run(): Promise<readonly Run[]> {
  const paths = modules.filter(({ runs }) => runs).map(({ path }) => path)
  const options = ['--conditions=@larder/source', 'src/run-examples.ts']
  const { stdout, stderr } = await program(process.execPath, [...options, ...paths])
  const lines = stdout.split('\n').filter((line) => line !== '')
  if (lines.length !== paths.length) throw new Error(`The examples could not be run: ${stderr}`)
  return lines.map((line) => JSON.parse(line) as Run)
}

/** Both programs report by what they print, whatever their exit code. */
async function program(
  command: string,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string }> {
  try {
    return await promisify(execFile)(command, [...args], {
      cwd: docs,
      env: { ...process.env, NO_COLOR: '1' },
    })
  } catch (error) {
    return error as { stdout: string; stderr: string }
  }
}
