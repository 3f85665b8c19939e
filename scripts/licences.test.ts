import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACCEPTED, licences, LICENCES_PAGE, licencesPage } from './licences.ts'

const byLicence = await licences()

test('everything stands under a licence that has been looked at', () => {
  expect([...byLicence.keys()].filter((licence) => !ACCEPTED.has(licence))).toEqual([])
})

test('the page lists what is installed: `pnpm licences` writes it', () => {
  expect(readFileSync(LICENCES_PAGE, 'utf8')).toBe(licencesPage(byLicence))
})
