import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type PartitionedRedis, startPartitionedRedis } from './index.ts'
import { namespacesAreDenied } from './network-namespace.ts'

vi.setConfig({ testTimeout: 30_000 })

const PATIENT = { timeout: 10_000, interval: 10 }

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const denied = await namespacesAreDenied()
const here = denied === undefined ? 'here' : denied

const namespaces = () => execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' })
const devices = () => execFileSync('ip', ['link'], { encoding: 'utf8' })

async function partitioned(): Promise<{ readonly server: PartitionedRedis; readonly client: Redis }> {
  const server = await startPartitionedRedis()
  const client = new Redis(server.url, { retryStrategy: () => null, maxRetriesPerRequest: 0 })
  client.on('error', () => {})
  cleanups.push(
    () => server.close(),
    () => client.disconnect(),
  )
  await client.ping()
  return { server, client }
}

describe.skipIf(denied)(`in a network of its own (${here})`, () => {
  describe.each(['in', 'out', 'both'] as const)('cut %s', (which) => {
    test('nothing comes and nobody is told, until it heals', async () => {
      const { server, client } = await partitioned()
      const closed = vi.fn()
      client.on('close', closed)

      await server.cut(which)
      const reply = vi.fn()
      client.incr('k').then(reply, reply)
      await vi.waitFor(async () => expect(await server.command('PING')).toBe('PONG'))
      const sent = performance.now()
      await expect.poll(() => performance.now() - sent, PATIENT).toBeGreaterThan(300)

      expect(reply).not.toHaveBeenCalled()
      expect(closed).not.toHaveBeenCalled()
      // What the server got: the command itself, or not even that.
      expect(await server.command('GET', 'k')).toBe(which === 'out' ? '1' : null)
      await server.heal()
      await expect.poll(() => reply.mock.calls, PATIENT).toEqual([[1]])
      expect(closed).not.toHaveBeenCalled()
    })
  })

  test('it can be killed and restarted in there', async () => {
    const { server } = await partitioned()
    await server.kill()
    await server.restart()

    expect(await server.command('PING')).toBe('PONG')
    const again = new Redis(server.url)
    expect(await again.ping()).toBe('PONG')
    again.disconnect()
  })

  test('close leaves no namespace and no device, even of one that is cut off', async () => {
    const { server, client } = await partitioned()
    expect(namespaces()).toContain(`larder-${process.pid}-`)
    client.ping().catch(() => {})
    await server.cut('both')

    await server.close()
    await server.close()

    expect(namespaces()).not.toContain(`larder-${process.pid}-`)
    await expect.poll(devices, PATIENT).not.toContain(`lv${process.pid}n`)
  })

  test('what a killed process left is removed by the next one', async () => {
    const module = fileURLToPath(new URL('index.ts', import.meta.url))
    const script = `import { startPartitionedRedis } from ${JSON.stringify(module)}
    await startPartitionedRedis()
    console.log('started')
    setInterval(() => {}, 1_000)`
    const child = spawn(
      process.execPath,
      ['--conditions=@larder/source', '--input-type=module', '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    cleanups.push(() => child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    expect(namespaces()).toContain(`larder-${child.pid}-`)
    child.kill('SIGKILL')
    await once(child, 'exit')

    await partitioned()

    expect(namespaces()).not.toContain(`larder-${child.pid}-`)
    await expect.poll(devices, PATIENT).not.toContain(`lv${child.pid}n`)
  })
})

test('a machine that allows no namespaces is told what lacks', async () => {
  vi.stubEnv('PATH', '/nowhere')
  cleanups.push(() => vi.unstubAllEnvs())

  await expect(startPartitionedRedis()).rejects.toThrow(
    /No network namespace can be made here .*: it needs Linux, root and iproute2/,
  )
})
