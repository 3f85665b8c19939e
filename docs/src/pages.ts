import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const namesIn = (folder: string) => readdirSync(new URL(folder, root))

/** Pages for users of Larder: paths from the root of the repository. Decisions are for those who build it. */
export const USER_PAGES: readonly string[] = [
  'README.md',
  ...['docs/', 'docs/benchmarks/', 'examples/'].flatMap((folder) =>
    namesIn(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}${name}`),
  ),
  ...namesIn('packages/').map((name) => `packages/${name}/README.md`),
]

export function textOfPage(page: string): string {
  return readFileSync(fileURLToPath(new URL(page, root)), 'utf8')
}
