import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { ServerProcess } from './server-process.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

test('a server that says very much at once is heard to listen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'larder-server-'))
  cleanups.push(() => rm(folder, { recursive: true }))
  const talkative = join(folder, 'redis-server')
  await writeFile(talkative, `#!/bin/sh\nprintf 'Server initialized\\n%5000s\\n' warnings\nexec sleep 60\n`)
  await chmod(talkative, 0o755)
  vi.stubEnv('REDIS_SERVER_BIN', talkative)
  const server = new ServerProcess([])
  cleanups.push(() => server.kill())

  await server.start()

  expect(server.pid).toBeGreaterThan(0)
})
