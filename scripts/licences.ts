/**
 * Under which licences the packages and the service of this repository stand, with all that they need to run: `pnpm licences`
 * writes docs/licences.md, and a test holds it to what is installed. What only a platform needs is left out.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must, root } from './pack-packages.ts'

export const LICENCES_PAGE: string = join(root, 'docs', 'licences.md')

/** They ask for no more than that their text goes along, and let the whole stand under MIT. */
export const ACCEPTED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
])

/** The packages, and the service: benchmarks and examples are not given to anybody. */
const SHIPPED = ['--filter', './packages/*', '--filter', './apps/api']

export interface Licensed {
  readonly name: string
  readonly versions: readonly string[]
}

/** By licence, as pnpm reads it in the manifests of what is installed. */
export async function licences(): Promise<ReadonlyMap<string, readonly Licensed[]>> {
  const listed = JSON.parse(
    await must('pnpm', [...SHIPPED, 'licenses', 'list', '--prod', '--no-optional', '--json'], root),
  ) as Record<string, readonly Licensed[]>
  return new Map(Object.entries(listed).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function licencesPage(byLicence: ReadonlyMap<string, readonly Licensed[]>): string {
  const rows = [...byLicence].map(([licence, packages]) => {
    const names = packages.map(({ name, versions }) => `${name} ${[...versions].sort().join(', ')}`)
    return `| ${licence} | ${names.sort().join(' · ')} |`
  })
  return [
    '# Licences',
    '',
    'Larder stands under the [MIT licence](../LICENSE). What its packages and its service need to run, by licence; written by `pnpm licences`, and held to what is installed by a test, which also refuses a licence that has not been looked at.',
    '',
    '| licence | packages |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(LICENCES_PAGE, licencesPage(await licences()))
