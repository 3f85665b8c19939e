import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { FreshnessFigures } from './freshness/freshness-figures.ts'

test('changes are seen by pings, and by polling alone', { timeout: 120_000 }, () => {
  const out = mkdtempSync(join(tmpdir(), 'larder-freshness-'))
  try {
    const sizes = ['--changes', '3', '--poll-interval', '2000', '--seed', '3']
    const { status, stdout } = bench('freshness', ...sizes, '--out', out)
    const { phases } = JSON.parse(readFileSync(join(out, 'freshness.json'), 'utf8')) as FreshnessFigures

    expect(stdout).toContain('| polling every 2 s alone | a record |')
    expect(phases.map(({ way }) => way)).toEqual(['pings', 'polling'])
    for (const { seen, upstream429s } of phases) {
      expect(upstream429s).toBe(0)
      for (const { waits, unseen } of seen) {
        expect({ seen: waits.count, unseen }).toEqual({ seen: 3, unseen: 0 })
        // How soon is for a machine that does nothing else: here, that it was not seen before it could be.
        expect(waits.p50Ms).toBeGreaterThan(100)
      }
    }
    expect(status).toBe(0)
  } finally {
    rmSync(out, { recursive: true })
  }
})
