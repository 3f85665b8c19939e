import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { textOfPage, USER_PAGES } from './pages.ts'

interface Fence {
  readonly place: string
  readonly language: string
  readonly text: string
}

const fences: readonly Fence[] = USER_PAGES.flatMap((page) =>
  [...textOfPage(page).matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    place: page,
    language,
    text,
  })),
)

/** Who looks at code that is not of TypeScript, which examples.test.ts finds on any page. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  'docs/endpoint.md json': 'apps/api/src/shown-in-docs.integration.test.ts',
  'docs/assistant.md json': 'apps/api/src/shown-in-docs.integration.test.ts',
  'docs/assistant.md sh': 'apps/api/src/shown-in-docs.integration.test.ts',
  'docs/assistant.md ': 'apps/api/src/shown-in-docs.integration.test.ts',
  'docs/dashboard.md console': 'apps/api/src/shown-in-docs.integration.test.ts',
  'docs/getting-started.md console': 'docs/src/getting-started.integration.test.ts',
  'README.md console': 'docs/src/getting-started.integration.test.ts',
  'docs/endpoint.md python': 'here',
}
/** Commands that install, deploy or run for long, and drawings. */
const NOT_PLAYED =
  /^(?:(?:README|docs\/deployment|packages\/[\w-]+\/README)\.md sh|docs\/(?:architecture|faults|scaling|security)\.md )$/

test('no page has code that nobody looks at', () => {
  const others = fences.filter(({ language }) => !/^(?:ts|js)(?: setup)?$/.test(language))
  const kinds = new Set(others.map(({ place, language }) => `${place} ${language}`))
  const unseen = [...kinds].filter((kind) => !Object.hasOwn(LOOKED_AT, kind) && !NOT_PLAYED.test(kind))

  expect(unseen).toEqual([])
  expect(Object.keys(LOOKED_AT).filter((kind) => !kinds.has(kind))).toEqual([])
})

const hasPython = spawnSync('python3', ['--version']).status === 0

describe.skipIf(!hasPython)('python3 (skipped where there is none) can read', () => {
  const program = 'import ast, sys; ast.parse(sys.stdin.read())'

  test.each(fences.filter(({ language }) => language === 'python'))('that of $place', ({ text }) => {
    expect(spawnSync('python3', ['-c', program], { input: text, encoding: 'utf8' }).stderr).toBe('')
  })
})
