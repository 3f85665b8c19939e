// `pnpm sbom [FILE]`: what of others is in the image, as CycloneDX: everything that the service needs to run, with licenses as
// pnpm reads them in the manifests, and integrity as the lockfile has it. Default sbom-service.cdx.json.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Listed {
  readonly name: string
  readonly versions: readonly string[]
  readonly license: string
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly resolution: { readonly integrity?: string } }>>
}

const [file = join(root, 'sbom-service.cdx.json')] = process.argv.slice(2)
const listed = installed()
const { packages } = parse(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')) as Lockfile
const licenses = new Contrib.License.Factories.LicenseFactory()

const bom = new Models.Bom()
const service = new Models.Component(Enums.ComponentType.Application, 'larder')
bom.metadata.component = service
for (const { name, versions, license } of listed)
  for (const version of versions) {
    const component = componentOf(name, version, license)
    bom.components.add(component)
    service.dependencies.add(component.bomRef)
  }
const normalizers = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6)
const text = new Serialize.JsonSerializer(normalizers).serialize(bom, { sortLists: true, space: 2 })
writeFileSync(file, `${text}\n`)
console.log(`wrote ${file}: ${bom.components.size} packages`)

/** Of the service, in production, whatever they are for. */
function installed(): readonly Listed[] {
  const args = ['--filter', '@larder/api...', 'licenses', 'list', '--prod', '--json']
  const { status, stdout, stderr } = spawnSync('pnpm', args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`pnpm could not list what is installed:\n${stdout}${stderr}`)
  return Object.values(JSON.parse(stdout) as Record<string, readonly Listed[]>).flat()
}

function componentOf(name: string, version: string, license: string): Models.Component {
  const component = new Models.Component(Enums.ComponentType.Library, name, {
    version,
    bomRef: `${name}@${version}`,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  })
  component.licenses.add(licenses.makeFromString(license))
  const integrity = packages[`${name}@${version}`]?.resolution.integrity
  const [, base64] = /^sha512-(.+)$/.exec(integrity ?? '') ?? []
  if (base64 !== undefined)
    component.hashes.set(Enums.HashAlgorithm['SHA-512'], Buffer.from(base64, 'base64').toString('hex'))
  return component
}
