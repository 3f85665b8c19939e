import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a check over the tree with one forbidden import planted in it. */
function check(command: string, args: readonly string[], file: string, source: string) {
  const path = join(root, file)
  writeFileSync(path, source)
  try {
    const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', command), [...args], {
      cwd: root,
      encoding: 'utf8',
    })
    return { status, output: stdout + stderr }
  } finally {
    rmSync(path)
  }
}

/** A rule that no longer fires looks just like a tree without violations. */
describe('imports only go down', () => {
  test.each([
    [
      'core knows no adapter',
      'packages/cache-core',
      "export { createRedisStore } from '@larder/redis-adapter'",
    ],
    ['core knows no vendor', 'packages/cache-core', "export { Redis } from 'ioredis'"],
    [
      'adapters do not import each other',
      'packages/redis-adapter',
      "export { RecordCache } from '@larder/airtable-adapter'",
    ],
    [
      'a codec knows no adapter',
      'packages/devalue-codec',
      "export { createRedisBackend } from '@larder/redis-adapter'",
    ],
    [
      'the contract of the routes knows no package',
      'packages/api-contract',
      "export { CacheError } from '@larder/cache-core'",
    ],
    [
      'a middleware is given its cache',
      'packages/hono-middleware',
      "export { createRedisBackend } from '@larder/redis-adapter'",
    ],
    [
      'and so is a store',
      'packages/keyv-store',
      "export { createRedisBackend } from '@larder/redis-adapter'",
    ],
    [
      'an adapter is not built on the simulator',
      'packages/airtable-adapter',
      "export { startAirtableSimulator } from '@larder/airtable-simulator'",
    ],
    [
      'an adapter that knows the assistant knows no other adapter',
      'packages/airtable-adapter',
      "export { createOpenAiChatModel } from '@larder/openai-adapter'",
    ],
    [
      'the simulator shares nothing with the adapter it tests',
      'packages/airtable-simulator',
      "export { RecordCache } from '@larder/airtable-adapter'",
    ],
  ])('%s', (_name, folder, source) => {
    const { status, output } = check(
      'oxlint',
      [`${folder}/src/planted.ts`],
      `${folder}/src/planted.ts`,
      `${source}\n`,
    )

    expect(output).toContain('no-restricted-imports')
    expect(status).not.toBe(0)
  })

  test('a package imports only what its manifest lists', () => {
    const { status, output } = check(
      'turbo',
      ['boundaries'],
      'packages/redis-adapter/src/planted.ts',
      "export { pino } from 'pino'\n",
    )

    expect(output).toContain('cannot import package `pino`')
    expect(status).not.toBe(0)
  })
})

test('the lock file names no registry', () => {
  const { status } = spawnSync('grep', ['-qE', 'https?://', 'pnpm-lock.yaml'], { cwd: root })

  expect(status).toBe(1)
})

test('nothing that is installed runs a script of its own', () => {
  expect(parse(readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8'))).toMatchObject({
    onlyBuiltDependencies: [],
  })
})
