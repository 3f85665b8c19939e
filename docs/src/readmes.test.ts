import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const packages = new URL('../../packages/', import.meta.url)

/** In this order; a page may have more between them. */
const SHAPE = ['In thirty seconds', 'Options', 'Guarantees', 'Limits']

/** Who has read one of these pages finds his way on every other. */
test.each(readdirSync(packages))(
  'the page of %s says what it is, how to get it, and has the parts of all',
  (name) => {
    const page = readFileSync(new URL(`${name}/README.md`, packages), 'utf8')
    const [before = '', ...sections] = page.split(/^## /m)
    const [title, , gist] = before.split('\n')
    const manifest = JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), 'utf8')) as {
      name: string
    }

    expect(title).toBe(`# ${manifest.name}`)
    expect(gist).toMatch(/^\S.*\.$/)
    expect(before).toMatch(new RegExp(`^(pnpm add|npm install) .*${manifest.name}`, 'm'))
    const headings = sections.map((section) => section.split('\n')[0] ?? '')
    expect(headings.filter((heading) => SHAPE.includes(heading))).toEqual(SHAPE)
    expect(sections[0]).toMatch(/^```ts$/m)
  },
)
