import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const markdownIn = (folder: string) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}${name}`)
const readmesIn = (folder: string) =>
  readdirSync(new URL(folder, root)).map((name) => `${folder}${name}/README.md`)

/** Lists that are made by programs. */
const MADE = new Set(['docs/configuration.md', 'docs/licences.md'])
const guides = ['docs/', 'docs/benchmarks/'].flatMap(markdownIn).filter((page) => !MADE.has(page))
const pages = [
  'README.md',
  ...markdownIn('docs/'),
  ...['docs/benchmarks/', 'docs/decisions/'].flatMap(markdownIn),
  ...['apps/', 'packages/', 'examples/'].flatMap(readmesIn),
].filter((page) => existsSync(new URL(page, root)))

const textOf = (page: string) => readFileSync(new URL(page, root), 'utf8').replaceAll(/^```.*?^```/gms, '')

test.each(guides)('%s opens with its gist', (page) => {
  const [title, , gist = ''] = textOf(page).split('\n')

  expect(title).toMatch(/^# /)
  expect(gist).toMatch(/^\*\*In short\*\*: /)
  expect(gist.length).toBeLessThan(600)
})

test.each(pages)('the links of %s lead somewhere', (page) => {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g)]
    .map(([, inText, inTag]) => inText ?? inTag ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))

  expect(links.filter((link) => !leads(page, link))).toEqual([])
})

function leads(page: string, link: string): boolean {
  const { href, hash } = new URL(link, new URL(page, root))
  const target = new URL(href.replace(/#.*/, ''))
  if (!existsSync(target)) return false
  if (hash === '' || !target.pathname.endsWith('.md')) return true
  return headingsOf(fileURLToPath(target)).includes(decodeURIComponent(hash.slice(1)))
}

/** The headings of a page as GitHub names them in links; the second of a name ends in `-1`. */
function headingsOf(path: string): readonly string[] {
  const seen = new Map<string, number>()
  const text = readFileSync(path, 'utf8').replaceAll(/^```.*?^```/gms, '')
  return [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const name = plain.replaceAll(/[^\p{L}\p{N}_\- ]/gu, '').replaceAll(' ', '-')
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    return before === 0 ? name : `${name}-${before}`
  })
}
