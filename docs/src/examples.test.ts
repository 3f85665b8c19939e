import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examplesOf } from './example.ts'
import { textOfPage, USER_PAGES } from './pages.ts'
import type { Run } from './run-examples.ts'
import { startStandIns } from './stand-ins.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const docs = join(root, 'docs')
const folder = join(docs, '.examples')

/** Examples that are wrong on purpose: a check that finds nothing looks just like pages without mistakes. */
const PLANTED = 'planted.md'
const PLANTED_PAGE = ['# Planted', '```ts', '1 + 1 // → 3', '```', '```ts', "'1'.toFixed()", '```'].join('\n')

/** Pages whose examples are compiled alone. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'docs/webhooks.md': 'what is to be forgotten is the reader’s, and Airtable has to reach the address',
}

const modules = [...USER_PAGES, PLANTED].flatMap((page) => {
  const text = page === PLANTED ? PLANTED_PAGE : textOfPage(page)
  return examplesOf(text).map(({ line, source }) => ({
    page,
    place: `${page}:${line}`,
    path: join(folder, page, `line-${line}.ts`),
    source,
    runs: !Object.hasOwn(NOT_RUN, page),
  }))
})

const stack = new AsyncDisposableStack()
const compileErrors = new Map<string, readonly string[]>()
const runs = new Map<string, Run>()

beforeAll(async () => {
  const { redirected, env } = await startStandIns(stack, modules.length)
  rmSync(folder, { recursive: true, force: true })
  for (const [index, { path, source }] of modules.entries()) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, redirected(source, index))
  }
  const [compiled, ran] = await Promise.all([compile(), run(env)])
  for (const { path } of modules) {
    compileErrors.set(
      path,
      compiled.filter((error) => error.startsWith(path)).map((error) => error.slice(path.length)),
    )
  }
  for (const one of ran) runs.set(one.path, one)
}, 240_000)

afterAll(() => stack.disposeAsync())

const real = modules.filter(({ place }) => !place.startsWith(PLANTED))

test.each(real)('$place compiles', ({ path }) => {
  expect(compileErrors.get(path)).toEqual([])
})

test.each(real.filter(({ runs }) => runs))('$place does what it shows', ({ path }) => {
  expect(runs.get(path)).toEqual({ path })
})

test('only pages with examples are excepted', () => {
  const pages = new Set(modules.map(({ page }) => page))

  expect(Object.keys(NOT_RUN).filter((page) => !pages.has(page))).toEqual([])
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

async function run(env: Readonly<Record<string, string>>): Promise<readonly Run[]> {
  const paths = modules.filter(({ runs }) => runs).map(({ path }) => path)
  const options = ['--conditions=@larder/source', 'src/run-examples.ts']
  const { stdout, stderr } = await program(process.execPath, [...options, ...paths], env)
  const lines = stdout.split('\n').filter((line) => line !== '')
  if (lines.length !== paths.length) throw new Error(`The examples could not be run: ${stderr}`)
  return lines.map((line) => JSON.parse(line) as Run)
}

/** Both programs report by what they print, whatever their exit code. */
async function program(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ stdout: string; stderr: string }> {
  try {
    return await promisify(execFile)(command, [...args], {
      cwd: docs,
      env: { ...process.env, ...env, NO_COLOR: '1' },
    })
  } catch (error) {
    return error as { stdout: string; stderr: string }
  }
}
