import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempDisposableSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manifestOf, publishedFolders, root } from './pack-packages.ts'

test('the changesets that wait make the next versions, as the release does', { timeout: 60_000 }, () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'larder-versions-'))
  const { path } = folder
  const run = (command: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: path, encoding: 'utf8' })
    expect([command, ...args, status === 0 ? 'done' : stdout + stderr]).toEqual([command, ...args, 'done'])
  }
  for (const name of ['.changeset', 'package.json', 'pnpm-workspace.yaml'])
    cpSync(join(root, name), join(path, name), { recursive: true })
  for (const manifest of manifests()) cpSync(join(root, manifest), join(path, manifest))
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'))
  // What a changeset is told with is the commit that brought it.
  run('git', 'init', '--quiet', '--initial-branch=main')
  run('git', 'add', '.changeset', '*.json', 'pnpm-workspace.yaml')
  run('git', '-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '-m', 'all')
  const waiting = changesetsIn(path)

  run(join(root, 'node_modules', '.bin', 'changeset'), 'version')

  expect(changesetsIn(path)).toEqual([])
  if (waiting.length > 0)
    expect(publishedFolders().filter((name) => versionOf(path, name) !== versionOf(root, name))).not.toEqual(
      [],
    )
})

function manifests(): readonly string[] {
  const grouped = ['packages', 'apps'].flatMap((floor) =>
    readdirSync(join(root, floor)).map((name) => join(floor, name)),
  )
  return [...grouped, 'docs', 'examples'].map((folder) => join(folder, 'package.json'))
}

function changesetsIn(folder: string): readonly string[] {
  return readdirSync(join(folder, '.changeset')).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  )
}

function versionOf(folder: string, name: string): string {
  return manifestOf(join(folder, 'packages', name)).version
}
