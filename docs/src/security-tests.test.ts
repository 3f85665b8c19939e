import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../', import.meta.url)
const text = readFileSync(new URL('security.md', folder), 'utf8')
const [, threats = ''] = text.split(/^## Threats$/m)

/** Rows of the table of threats, without its head and the headings in it. */
const rows = (threats.split(/^## /m)[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()))
  .filter(([threat = '']) => threat !== 'threat' && !threat.startsWith('**'))

test('there are threats', () => {
  expect(rows.length).toBeGreaterThan(25)
})

test.each(rows)('%s: its tests exist', (_threat, _guard, tests = '') => {
  const named = [...tests.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)]

  expect(named.length).toBeGreaterThan(0)
  for (const [, title = '', path = ''] of named) {
    const file = new URL(path, folder)
    expect([path, existsSync(file)]).toEqual([path, true])
    expect(path).toMatch(/\.test\.ts$/)
    expect(titlesIn(readFileSync(file, 'utf8')).filter((one) => one.includes(title))).not.toEqual([])
  }
})

/** What the tests of a file are called, as their source has it: texts that a function or options follow. */
function titlesIn(source: string): readonly string[] {
  const titles = source.matchAll(/(['"`])((?:\\.|(?!\1).)+)\1,\s*(?:async\s*)?[({_]/g)
  return [...titles].map(([, , title = '']) => title.replaceAll("\\'", "'"))
}
