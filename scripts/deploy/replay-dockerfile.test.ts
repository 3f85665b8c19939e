import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './deploy-files.ts'

test('what the image would have starts, serves and ends with a bare Node', { timeout: 300_000 }, () => {
  const replay = join(root, 'scripts/deploy/replay-dockerfile.ts')

  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@larder/source', replay], {
    cwd: root,
    encoding: 'utf8',
  })

  expect(stderr).toBe('')
  expect(stdout).toMatch(/ MB of at most 200\.[^]+It serves .+ with a bare Node, and ends when told\.\n$/)
  expect(status).toBe(0)
})
