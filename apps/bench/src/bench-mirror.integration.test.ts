import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { MirrorFigures } from './mirror/mirror-process.ts'

test('a mirror is read and asked, and its figures are told', { timeout: 60_000 }, () => {
  const out = mkdtempSync(join(tmpdir(), 'larder-mirror-'))
  try {
    const args = ['--reservations', '300', '--limiter', 'off', '--out', out]
    const { status, stdout } = bench('mirror', ...args)
    const figures = JSON.parse(readFileSync(join(out, 'mirror.json'), 'utf8')) as MirrorFigures

    expect(stdout).toContain('records, read in')
    // With 24 tables, 6 sittings and 2,000 guests.
    expect(figures.records).toBe(2_330)
    expect(figures.heapBytes).toBeGreaterThan(0)
    for (const { p50Ms, p99Ms, maxMs } of figures.questions) {
      expect(p50Ms).toBeGreaterThan(0)
      expect([p50Ms, p99Ms, maxMs]).toEqual([p50Ms, p99Ms, maxMs].toSorted((a, b) => a - b))
    }
    expect(status).toBe(0)
  } finally {
    rmSync(out, { recursive: true })
  }
})
