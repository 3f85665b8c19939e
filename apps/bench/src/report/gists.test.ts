import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { GISTS } from './gists.ts'

test.each(Object.entries(GISTS))('docs/benchmarks/%s.md opens with its gist', (name, gist) => {
  const page = readFileSync(new URL(`../../../../docs/benchmarks/${name}.md`, import.meta.url), 'utf8')

  expect(page.split('\n')[2]).toBe(gist)
})
