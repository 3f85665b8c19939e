import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { ScalingReport } from './scaling/run-scaling.ts'

/** It shows that everything is measured and simulated, and says nothing of how much. */
test('measures, simulates, and simulates again with what was measured', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'larder-bench-'))
  const reportAt = (path: string) =>
    (JSON.parse(readFileSync(path, 'utf8')) as { readonly report: ScalingReport }).report
  try {
    const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')]

    const { status, stdout } = bench('scaling', '--sizes', 'short', '--json', first)
    const again = bench('scaling', '--sizes', 'short', '--measured', first, '--json', second)

    expect(status).toBe(0)
    expect(stdout).toContain('| what one log remembers |')
    expect(stdout).toContain('Measured on')
    const { figures, growth, failovers, memory } = reportAt(first)
    expect(figures.entries.sizes.every(({ redisBytes, storedBytes }) => redisBytes > storedBytes)).toBe(true)
    expect(figures.connections.bytes).toBeGreaterThan(1_000)
    expect(figures.fleet.delayMs.p50).toBeGreaterThan(0)
    expect(growth.every(({ result }) => result.records > 0 && result.undelivered === 0)).toBe(true)
    expect(failovers.length).toBeGreaterThan(1)
    expect(memory.every(({ hitRate }) => hitRate > 0 && hitRate < 1)).toBe(true)
    // The same costs and the same seeds.
    expect(again.status).toBe(0)
    expect(reportAt(second)).toEqual(reportAt(first))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
