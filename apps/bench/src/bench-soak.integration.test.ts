import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { SoakReport } from './soak/run-soak.ts'

test('two servers under load live through one fault after the other', { timeout: 120_000 }, () => {
  const out = mkdtempSync(join(tmpdir(), 'larder-soak-'))
  try {
    const { stdout } = bench('soak', '--minutes', '0.4', '--every', '3', '--seed', '1', '--out', out)
    const report = JSON.parse(readFileSync(join(out, 'soak.json'), 'utf8')) as Omit<SoakReport, 'outcomes'>

    // Times are for a machine that does nothing else: here, only what is right and wrong.
    expect(stdout).toContain('minutes, 2 servers')
    expect(report.exits.map(({ code }) => code)).toEqual([0, 0])
    expect(report.verdicts).toMatchObject({ failedReads: 0, ownWritesMissed: 0, staleReads: 0 })
    expect(report.episodes.length).toBeGreaterThanOrEqual(5)
    expect(readFileSync(join(out, 'soak.md'), 'utf8')).toContain('| fault | times |')
  } finally {
    rmSync(out, { recursive: true })
  }
})
