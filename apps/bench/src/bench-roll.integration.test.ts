import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'

test('two servers are restarted one after the other, and no caller notices', { timeout: 120_000 }, () => {
  const pace = ['--seconds', '2', '--rate', '50', '--check-ms', '100', '--drain-ms', '500']
  const { status, stdout, stderr } = bench('roll', ...pace)

  expect(stdout + stderr).toContain('Nobody noticed.')
  expect(status).toBe(0)
})
