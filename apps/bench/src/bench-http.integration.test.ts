import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'
import type { HttpFigures } from './http/http-figures.ts'

/** It shows that everything is asked and answered, and says nothing of speed: the rounds are far too short. */
test('Larder, raw Hono and the simulator answer what they are asked', { timeout: 180_000 }, () => {
  const out = mkdtempSync(join(tmpdir(), 'larder-http-'))
  try {
    const sizes = ['--seconds', '0.2', '--rounds', '1', '--rate-seconds', '2', '--reservations', '150']
    const { status, stdout, stderr } = bench('http', ...sizes, '--out', out)
    const figures = JSON.parse(readFileSync(join(out, 'http.json'), 'utf8')) as HttpFigures

    expect(stderr).not.toContain('Error')
    expect(status).toBe(0)
    expect(stdout).toContain('| One record, 304 |')
    expect(readFileSync(join(out, 'http.md'), 'utf8')).toContain('Measured on')
    expect(figures.throughput).toHaveLength(6)
    for (const { larder, raw } of figures.throughput)
      for (const { perSecond, cpuUs } of [...larder, ...raw]) {
        expect(perSecond).toBeGreaterThan(0)
        expect(cpuUs).toBeGreaterThan(0)
      }
    for (const { larder, raw } of figures.rates)
      for (const { requests, statuses } of [larder, raw]) {
        expect(requests).toBeGreaterThan(500)
        expect(statuses).toEqual({ 200: requests })
      }
    // The limit is Airtable's: five of all. Who keeps to it has more, unless a busy machine holds requests up on their way.
    expect(figures.direct.paced.statuses['200']).toBeGreaterThanOrEqual(5)
    expect(figures.direct.unpaced.statuses).toEqual({ 200: 5, 429: figures.direct.unpaced.requests - 5 })
    const { first, steady } = figures.cost
    const calls = Object.values(first.calls).reduce((sum, count) => sum + count, 0)
    expect(first.calls).toMatchObject({ list: expect.any(Number), schema: 1 })
    expect(calls).toBeLessThan(30)
    expect(steady.requests).toBeGreaterThan(1_500)
  } finally {
    rmSync(out, { recursive: true })
  }
})
