import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { freePort } from './free-port.ts'
import { type RedisServer, startRedis, type StartRedisOptions } from './index.ts'

vi.setConfig({ testTimeout: 30_000 })

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function redis(options?: StartRedisOptions): Promise<RedisServer> {
  const server = await startRedis(options)
  cleanups.push(() => server.close())
  return server
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('what it keeps', () => {
  test('nothing, unless it is persistent', async () => {
    const server = await redis()
    await server.command('SET', 'k', 'v')

    await server.restart()

    expect(await server.command('GET', 'k')).toBeNull()
    await expect(server.save()).rejects.toThrow('persistent: true')
  })

  test('not even what it was sent as a replica', async () => {
    const [server, master] = await Promise.all([redis(), redis()])
    await master.command('SET', 'k', 'v')
    await server.command('REPLICAOF', '127.0.0.1', master.port)
    await expect.poll(() => server.command('DBSIZE'), { timeout: 10_000 }).toBe(1)

    await server.restart()

    expect(await server.command('DBSIZE')).toBe(0)
  })

  test('everything over a restart, what was saved over a kill', async () => {
    const server = await redis({ persistent: true })
    await server.command('SET', 'k', 'first')

    await server.restart()
    expect(await server.command('GET', 'k')).toBe('first')

    await server.command('SET', 'k', 'second')
    await server.save()
    await server.command('SET', 'k', 'third')
    await server.kill()
    await server.restart()
    expect(await server.command('GET', 'k')).toBe('second')
  })

  test('what was saved, over a restart while it hung', async () => {
    const server = await redis({ persistent: true })
    await server.command('SET', 'k', 'saved')
    await server.save()

    server.stop()
    const startedAt = performance.now()
    await server.restart()

    expect(await server.command('GET', 'k')).toBe('saved')
    // It is not given the five seconds to save in that a running one is.
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  })
})

describe('its users', () => {
  test('need the password that it was given, which its url carries', async () => {
    const server = await redis({ password: 'p@ss/word', users: ['app on >secret ~app:* +get'] })
    const client = new Redis(server.url)
    const app = new Redis({ port: server.port, username: 'app', password: 'secret', enableReadyCheck: false })
    const stranger = new Redis({ port: server.port, enableReadyCheck: false })
    stranger.on('error', () => {})
    cleanups.push(...[client, app, stranger].map((each) => () => each.disconnect()))

    expect(await client.set('app:k', 'v')).toBe('OK')
    expect(await app.get('app:k')).toBe('v')
    await expect(app.get('other')).rejects.toThrow('NOPERM')
    await expect(app.set('app:k', 'w')).rejects.toThrow('NOPERM')
    await expect(stranger.get('app:k')).rejects.toThrow('NOAUTH')
  })

  test('are not in the way of its own commands', async () => {
    const server = await redis({ args: ['--requirepass', 'secret'], users: ['default off'] })

    expect(await server.command('ECHO', Buffer.from('x'))).toBe('x')
    await expect(server.command('NONSENSE')).rejects.toThrow('unknown command')
  })
})

describe('its own commands', () => {
  test('work again after a restart, and reject while it is away', async () => {
    const server = await redis()
    await server.command('PING')
    await server.kill()

    await expect(server.command('PING')).rejects.toThrow(/ECONNREFUSED|closed/)
    await server.restart()

    await expect.poll(() => server.command('PING').catch(String)).toBe('PONG')
  })
})

describe('its process', () => {
  test('leaves its port and its folder when it is closed', async () => {
    const server = await redis({ persistent: true })
    const [, folder] = (await server.command('CONFIG', 'GET', 'dir')) as [string, string]
    const { pid = 0 } = server
    await server.save()

    await server.close()
    await server.close()

    expect([isAlive(pid), existsSync(folder), server.pid]).toEqual([false, false, undefined])
  })

  test('does not outlive the process that started it, even stopped, and leaves no folder', async () => {
    const entry = fileURLToPath(new URL('index.ts', import.meta.url))
    const script = `
      const { startRedis } = await import(${JSON.stringify(entry)})
      const server = await startRedis()
      const [, folder] = await server.command('CONFIG', 'GET', 'dir')
      server.stop()
      console.log(JSON.stringify({ pid: server.pid, folder }))`
    const parent = spawn(
      process.execPath,
      ['--conditions=@larder/source', '--input-type=module', '-e', script],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const { pid, folder } = JSON.parse(line.toString()) as { pid: number; folder: string }
    expect([isAlive(pid), existsSync(folder)]).toEqual([true, true])

    parent.kill('SIGKILL')

    await expect.poll(() => isAlive(pid) || existsSync(folder), { timeout: 5_000 }).toBe(false)
  })

  test('rejects on a given port that is taken', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    cleanups.push(() => other.close())

    await expect(startRedis({ port })).rejects.toThrow('Address already in use')
  })

  test('says what is wrong with its arguments', async () => {
    await expect(startRedis({ args: ['--nonsense', '1'] })).rejects.toThrow(/ended with code 1[^]*nonsense/)
  })
})
