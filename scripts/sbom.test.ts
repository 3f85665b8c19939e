import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

test('the bill of materials names what the service needs, with version, license and integrity, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'larder-sbom-'))
  try {
    const file = join(folder, 'sbom.json')
    const { status, stderr } = spawnSync('node', ['scripts/sbom.ts', file], { cwd: root, encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])

    const bom = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly bomFormat: string
      readonly components: readonly {
        readonly name: string
        readonly version: string
        readonly licenses: readonly unknown[]
        readonly hashes: readonly unknown[]
      }[]
    }
    const names = bom.components.map(({ name }) => name)
    expect(bom.bomFormat).toBe('CycloneDX')
    expect(names).toEqual(
      expect.arrayContaining(['hono', 'ioredis', 'airtable', 'openai', 'node-fetch', 'zod']),
    )
    // What only tests need.
    for (const other of ['vitest', 'playwright-core', 'fast-check', 'bentocache'])
      expect(names).not.toContain(other)
    for (const { name, version, licenses, hashes } of bom.components) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+/) as string])
      expect([name, licenses.length, hashes.length]).toEqual([name, 1, 1])
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
