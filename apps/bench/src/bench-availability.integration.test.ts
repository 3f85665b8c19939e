import { expect, test } from 'vitest'
import { bench } from './bench-fixture.ts'

/** It says nothing of speed: the rounds are far too short. */
test('decisions are counted of books that are nearly full, full, and read anew', { timeout: 60_000 }, () => {
  const { stdout, stderr } = bench('availability', '--rounds', '1', '--duration', '5')

  expect(stderr).toBe('')
  expect(stdout).toMatch(/\| 1 sitting in 17 free \| [1-9]\d? % \| [\d,]+ \| [\d,]+ \|/)
  expect(stdout).toMatch(/\| nothing free for 4 days \| 0 % \| [\d,]+ \| [\d,]+ \|/)
  expect(stdout).toMatch(/\| nothing free, and the book read anew each time \| 0 % \| [\d,]+ \| [\d,]+ \|/)
})
