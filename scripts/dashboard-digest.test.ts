import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DIGEST_FILE, dashboardDigest } from './dashboard-digest.ts'

test('the pictures are of the page as it is: docs/dashboard.md says how they are made anew', () => {
  expect(readFileSync(DIGEST_FILE, 'utf8')).toBe(`${dashboardDigest()}\n`)
})
