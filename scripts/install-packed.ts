/**
 * Installs the tarballs of all published packages with npm, from the registry that npm is set to, into an empty project,
 * and loads each of them: `pnpm test:packages`. With `--sbom FILE` it also writes what was installed as a CycloneDX bill of
 * materials. The tests do the same without a registry: see packages.test.ts.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { entriesOf } from './lone-project.ts'
import { must, packPackages } from './pack-packages.ts'

const { values } = parseArgs({ options: { sbom: { type: 'string' } } })
const workshop = mkdtempSync(join(tmpdir(), 'larder-install-'))
try {
  const packed = await packPackages(workshop)
  const project = join(workshop, 'project')
  mkdirSync(project)
  const tarballs = Object.fromEntries(
    packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]),
  )
  const peers = Object.assign({}, ...packed.map(({ manifest }) => manifest.peerDependencies ?? {})) as object
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({
      name: 'larder-packages',
      version: '0.0.0',
      private: true,
      dependencies: { ...peers, ...tarballs },
      // They name each other by versions that no registry has yet.
      overrides: tarballs,
    }),
  )
  await must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], project)
  const entries = packed.flatMap(entriesOf)
  for (const load of ['await import(entry)', 'createRequire(import.meta.url)(entry)']) {
    const source = `import { createRequire } from 'node:module'\nfor (const entry of ${JSON.stringify(entries)}) ${load}\nprocess.exit(0)\n`
    writeFileSync(join(project, 'load.mjs'), source)
    await must(process.execPath, ['load.mjs'], project)
  }
  console.log(`${packed.length} packages install with npm and load, by import and by require.`)
  if (values.sbom !== undefined) {
    const sbom = await must('npm', ['sbom', '--sbom-format=cyclonedx', '--omit=dev'], project)
    writeFileSync(resolve(values.sbom), sbom)
    console.log(`What they bring is listed in ${values.sbom}.`)
  }
} finally {
  rmSync(workshop, { recursive: true, force: true })
}
