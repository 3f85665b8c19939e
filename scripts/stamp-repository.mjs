// Writes into every published manifest which repository it is published from: npm takes the provenance of a tarball only
// if its manifest names the repository that the release runs in. It runs in the release, on a checkout of its own.
//   GITHUB_REPOSITORY=owner/name node scripts/stamp-repository.mjs [folder]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url))
const repository = process.env.GITHUB_REPOSITORY ?? ''
if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
  console.error(
    `GITHUB_REPOSITORY is ${JSON.stringify(repository)}; it must be owner/name, as GitHub Actions sets it. Nothing was changed.`,
  )
  process.exit(1)
}

for (const folder of readdirSync(join(root, 'packages'))) {
  const path = join(root, 'packages', folder, 'package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  if (manifest.private) continue
  manifest.repository = {
    type: 'git',
    url: `git+https://github.com/${repository}.git`,
    directory: `packages/${folder}`,
  }
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`)
}
