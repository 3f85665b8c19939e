import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'

test('two servers are restarted one after the other, and no caller notices', { timeout: 120_000 }, () => {
  const pace = ['--seconds', '2', '--rate', '50', '--check-ms', '100', '--drain-ms', '500']
  const { status, stdout, stderr } = bench('roll', ...pace)

  expect(stdout + stderr).toContain('Nobody noticed.')
  expect(status).toBe(0)
})

test.each([
  [['--seconds', '0'], '--seconds is 0; it must be a number from 0.5 to 3600.'],
  [['--drain-ms', 'long'], '--drain-ms is long'],
])('%j ends with exit code 1 and says why', (args, message) => {
  const { status, stderr } = bench('roll', ...args)

  expect(status).toBe(1)
  expect(stderr).toContain(message)
})
