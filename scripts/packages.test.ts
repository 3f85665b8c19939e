import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesOf, forgetting, linkDependencies, loneProject } from './lone-project.ts'
import {
  manifestOf,
  must,
  packPackages,
  type PackedPackage,
  publishedFolders,
  root,
} from './pack-packages.ts'
import { PACKED_PROGRAMS } from './packed-programs.ts'

/*
 * What is published, before it is: built and packed as a release does, and used from its tarballs. No registry is asked;
 * `pnpm test:packages` installs the same tarballs with npm.
 */

const names = publishedFolders().map((folder) => manifestOf(join(root, 'packages', folder)).name)

let workshop: string
let packed: readonly PackedPackage[]
const projects = new Map<string, string>()

beforeAll(async () => {
  workshop = mkdtempSync(join(tmpdir(), 'larder-packages-'))
  packed = await packPackages(workshop)
  linkDependencies(packed)
  for (const one of packed) {
    const { name } = one.manifest
    projects.set(name, loneProject(join(workshop, 'projects', name), one))
  }
}, 120_000)

afterAll(() => rmSync(workshop, { recursive: true, force: true }))

function packedOf(name: string): PackedPackage {
  const one = packed.find(({ manifest }) => manifest.name === name)
  if (!one) throw new Error(`${name} was not packed.`)
  return one
}

/** Runs a script in the project that has only this package, and parses what it prints. */
async function inProject(name: string, file: string, source: string): Promise<unknown> {
  const project = projects.get(name) ?? ''
  writeFileSync(join(project, file), source)
  return JSON.parse(await must(process.execPath, [file], project))
}

/** Node 24 is asked for: it looks into `exports`, and its `require` loads ES modules. */
function isOfOldNode(problem: {
  readonly kind: string
  readonly resolutionKind?: string | undefined
}): boolean {
  return problem.resolutionKind === 'node10' || problem.kind === 'CJSResolvesToESM'
}

describe.each(names)('%s', (name) => {
  test('has a tarball that publint finds no fault with', async () => {
    const tarball = readFileSync(packedOf(name).tarball)
    const { messages, pkg } = await publint({
      pack: {
        tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.length),
      },
      strict: true,
    })

    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
  })

  test('has types that are those of its code, however it is found', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(packedOf(name).tarball)))

    expect(analysis.types).toMatchObject({ kind: 'included' })
    const problems = 'problems' in analysis ? analysis.problems : undefined
    expect(problems?.filter((problem) => !isOfOldNode(problem))).toEqual([])
  })

  test('has what it needs in it, and nothing of the workshop', () => {
    const { unpacked, manifest } = packedOf(name)
    const text = readFileSync(join(unpacked, 'package.json'), 'utf8')

    for (const file of ['README.md', 'LICENSE']) expect(existsSync(join(unpacked, file))).toBe(true)
    for (const target of Object.values(manifest.exports ?? {}).flatMap((entry) => Object.values(entry)))
      expect(existsSync(join(unpacked, target)), target).toBe(true)
    for (const target of Object.values(manifest.bin ?? {}))
      expect(readFileSync(join(unpacked, target), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(text).not.toMatch(/workspace:|catalog:/)
  })

  test('runs alone, by import and by require', async () => {
    const entries = entriesOf(packedOf(name))
    const report =
      'console.log(JSON.stringify(all.map((one) => Object.keys(one).filter((key) => key !== "module.exports").sort())))'

    const importing = `const all = await Promise.all(${JSON.stringify(entries)}.map((entry) => import(entry)))`
    const requiring = `const all = ${JSON.stringify(entries)}.map((entry) => require(entry))`
    const [byImport, byRequire] = await Promise.all([
      inProject(name, 'by-import.mjs', `${importing}\n${report}`),
      inProject(name, 'by-require.cjs', `${requiring}\n${report}`),
    ])

    for (const exported of byImport as string[][]) expect(exported.length).toBeGreaterThan(0)
    expect(byRequire).toEqual(byImport)
  })
})

test('their types can be used by a program that has nothing else', async () => {
  for (const one of packed) {
    const project = projects.get(one.manifest.name) ?? ''
    const lines = entriesOf(one).map(
      (entry, index) =>
        `import * as all${index} from '${entry}'\nexport const keys${index}: keyof typeof all${index} extends never ? never : true = true`,
    )
    writeFileSync(join(project, 'by-import.ts'), lines.join('\n'))
    writeFileSync(
      join(project, 'by-require.cts'),
      entriesOf(one)
        .map(
          (entry, index) =>
            `import all${index} = require('${entry}')\nexport type Keys${index} = keyof typeof all${index}`,
        )
        .join('\n'),
    )
  }
  writeFileSync(
    join(workshop, 'projects', 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2024',
        lib: ['es2024', 'esnext.disposable'],
        module: 'nodenext',
        strict: true,
        noEmit: true,
        types: ['node'],
        typeRoots: [join(root, 'node_modules', '@types')],
      },
      include: ['**/by-import.ts', '**/by-require.cts'],
    }),
  )

  await must(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.json'], join(workshop, 'projects'))
})

test('what a manifest forgets is found', async () => {
  const redis = packedOf('@larder/redis-adapter')
  const forgetful = forgetting('ioredis', redis, join(workshop, 'unpacked', 'forgetful'))
  projects.set('forgetful', loneProject(join(workshop, 'projects', 'forgetful'), forgetful))

  const run = inProject('forgetful', 'run.mjs', "await import('@larder/redis-adapter')")

  await expect(run).rejects.toThrow(/Cannot find package 'ioredis'/)
})

describe('each does something', () => {
  test.each(PACKED_PROGRAMS)('$name $does', async ({ name, beside, source, prints }) => {
    const project = `${name} in use`
    const wanted = [name, ...beside].map(packedOf)
    projects.set(project, loneProject(join(workshop, 'projects', project), ...wanted))

    expect(await inProject(project, 'run.mjs', source)).toEqual(prints)
  })

  test.each([
    ['@larder/airtable-simulator', 'airtable-simulator'],
    ['@larder/model-simulator', 'model-simulator'],
  ])('the program of %s tells of its options', async (name, bin) => {
    const project = projects.get(name) ?? ''
    const path = packedOf(name).manifest.bin?.[bin] ?? ''

    expect(await must(process.execPath, [join('node_modules', name, path), '--help'], project)).toContain(
      '--port',
    )
  })

  test('and none is left out', () => {
    const programs = names.filter((name) => packedOf(name).manifest.bin !== undefined)
    const used = PACKED_PROGRAMS.map(({ name }) => name)

    expect([...used, ...programs].toSorted()).toEqual(names.toSorted())
  })
})
