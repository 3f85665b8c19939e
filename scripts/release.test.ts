import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { manifestOf, publishedFolders, root } from './pack-packages.ts'

/** What a release needs, and only shows when it runs. */
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'larder-release-'))
  for (const [name, manifest] of [
    ['one', { name: '@larder/one' }],
    ['own', { name: '@larder/own', private: true }],
  ] as const) {
    mkdirSync(join(folder, 'packages', name), { recursive: true })
    writeFileSync(join(folder, 'packages', name, 'package.json'), JSON.stringify(manifest))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the repository that provenance is checked against', () => {
  const stamp = (repository: string) =>
    spawnSync(process.execPath, [join(root, 'scripts/stamp-repository.mjs'), folder], {
      encoding: 'utf8',
      env: { ...process.env, GITHUB_REPOSITORY: repository },
    })

  test('is refused when it is none', () => {
    const { status, stderr } = stamp('larder')

    expect(status).toBe(1)
    expect(stderr).toContain('must be owner/name')
  })

  test('is written into what is published', () => {
    expect(stamp('example/larder').status).toBe(0)

    expect(manifestOf(join(folder, 'packages/one'))).toMatchObject({
      repository: {
        type: 'git',
        url: 'git+https://github.com/example/larder.git',
        directory: 'packages/one',
      },
    })
    expect(manifestOf(join(folder, 'packages/own'))).not.toHaveProperty('repository')
  })
})

test('every published package may be published, and says under which licence', () => {
  for (const name of publishedFolders())
    expect(manifestOf(join(root, 'packages', name)), name).toMatchObject({
      license: 'MIT',
      publishConfig: { access: 'public' },
      engines: { node: '>=24' },
    })
})

test('what is released together has one version', () => {
  const { linked } = JSON.parse(readFileSync(join(root, '.changeset/config.json'), 'utf8')) as {
    readonly linked: readonly (readonly string[])[]
  }

  expect(linked.map((names) => names.toSorted())).toEqual([
    publishedFolders()
      .map((name) => manifestOf(join(root, 'packages', name)).name)
      .toSorted(),
  ])
})

test('changesets name packages that there are', () => {
  const names = new Set(
    ['packages', 'apps'].flatMap((floor) =>
      readdirSync(join(root, floor)).map((name) => manifestOf(join(root, floor, name)).name),
    ),
  )
  const changes = readdirSync(join(root, '.changeset')).filter(
    (file) => file.endsWith('.md') && file !== 'README.md',
  )

  for (const file of changes) {
    const [, head = ''] = readFileSync(join(root, '.changeset', file), 'utf8').split(/^---$/m)
    const named = [...head.matchAll(/^['"]?(@larder\/[\w-]+)['"]?: (?:patch|minor|major)$/gm)].map(
      ([, name]) => name,
    )
    expect(named, file).not.toEqual([])
    expect(
      named.filter((name) => !names.has(name)),
      file,
    ).toEqual([])
  }
})

describe('the workflows', () => {
  const read = (name: string) => readFileSync(join(root, '.github/workflows', name), 'utf8')

  test('call scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
    const called = ['ci.yml', 'release.yml'].flatMap((name) =>
      [...read(name).matchAll(/(?:run|-script): pnpm ([\w:]+)/g)].map(([, script]) => script),
    )
    const builtIn = new Set(['install', 'audit', 'changeset'])

    expect(called).toContain('release')
    expect(called.filter((script) => !builtIn.has(script) && !(script in scripts))).toEqual([])
  })

  interface Job {
    readonly needs?: string
    readonly permissions?: Readonly<Record<string, string>>
    readonly strategy?: { readonly matrix: { readonly node: readonly number[] } }
    readonly outputs?: Readonly<Record<string, string>>
    readonly steps: readonly {
      readonly run?: string
      readonly uses?: string
      readonly with?: Readonly<Record<string, string>>
    }[]
  }
  const jobsOf = (name: string) =>
    (parse(read(name)) as { readonly jobs: Readonly<Record<string, Job>> }).jobs

  test('publish with provenance, without a stored token, after the tests', () => {
    const { test: tests, release } = jobsOf('release.yml')
    const text = read('release.yml')

    expect(release?.needs).toBe('test')
    expect(text).toMatch(/NPM_CONFIG_PROVENANCE: 'true'/)
    expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/)
    expect(tests?.steps.map(({ run }) => run)).toEqual(
      expect.arrayContaining(['.ci/run', 'pnpm audit --prod --audit-level moderate']),
    )
  })

  test('let nobody publish or write but the job that does nothing else', () => {
    const { test: tests, release } = jobsOf('release.yml')

    expect(tests?.permissions).toEqual({ contents: 'read' })
    expect(release?.permissions).toMatchObject({ 'id-token': 'write' })
    expect(release?.steps.flatMap(({ run = [] }) => run)).toEqual(['pnpm install --frozen-lockfile'])
    for (const { permissions } of Object.values(jobsOf('ci.yml'))) expect(permissions).toBeUndefined()
    expect(read('ci.yml')).toMatch(/^permissions:\n {2}contents: read$/m)
  })

  test('try the packages on the oldest Node that they allow, and on a newer one', () => {
    const { strategy } = jobsOf('ci.yml')['packages'] ?? {}
    const [oldest = 0, ...newer] = strategy?.matrix.node ?? []

    for (const name of publishedFolders())
      expect(manifestOf(join(root, 'packages', name)), name).toMatchObject({
        engines: { node: `>=${oldest}` },
      })
    expect(newer.every((major) => major > oldest)).toBe(true)
    expect(newer).not.toEqual([])
  })

  test('make the bills of materials, and put them beside what is released', () => {
    const { test: tests, release, materials } = jobsOf('release.yml')
    const files = ['sbom.cdx.json', 'sbom-service.cdx.json']

    expect(tests?.steps.map(({ run }) => run)).toEqual(
      expect.arrayContaining(['pnpm test:packages --sbom sbom.cdx.json', 'pnpm sbom']),
    )
    const kept = tests?.steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'))?.with
    expect([kept?.['name'], kept?.['path']?.trim().split('\n')]).toEqual(['sbom', files])
    expect(release?.outputs?.['packages']).toContain('outputs.published-packages')
    expect(materials).toMatchObject({ needs: 'release', permissions: { contents: 'write' } })
    expect(materials?.steps[0]).toMatchObject({
      uses: expect.stringContaining('download-artifact') as string,
      with: { name: 'sbom' },
    })
    expect(materials?.steps[1]?.run).toContain(`gh release upload "$tag" ${files.join(' ')} `)
  })

  test('replay the build of the image, then build it, hold it to its size, and ask it', () => {
    const [, ...steps] = jobsOf('ci.yml')['image']?.steps.flatMap(({ run = [] }) => run) ?? []

    expect(steps[0]).toBe('pnpm test:deploy')
    expect(steps[1]).toBe('docker build --file deploy/Dockerfile --tag larder .')
    expect(steps[2]).toContain('-lt 200000000')
    expect(steps[3]).toMatch(/docker run .*--read-only[^]+State\.Health\.Status[^]+\/readyz/)
  })

  test('ask the registry about known weaknesses of what is published', () => {
    expect(jobsOf('ci.yml')['packages']?.steps.map(({ run }) => run)).toContain(
      'pnpm audit --prod --audit-level moderate',
    )
  })
})
