import 'reflect-metadata'
import { execFile, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { NestFactory } from '@nestjs/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCache } from '@larder/cache-core'
import { type RedisServer, startRedis } from '@larder/redis-adapter/testing'
import { createApp } from './hono-app/app.ts'
import { AppModule } from './nest-module/app.module.ts'
import { MenuService } from './nest-module/menu.service.ts'
import { DELETE, GET } from './next-handler/app/api/menu/route.ts'
import { larder } from './next-handler/lib/cache.ts'

let redis: RedisServer

beforeAll(async () => {
  redis = await startRedis()
  process.env['REDIS_URL'] = redis.url
})

afterAll(() => redis.close())

/** As a reader starts it, on the sources of this repository. */
const node = (file: string) => ['--conditions=@larder/source', fileURLToPath(new URL(file, import.meta.url))]
const environment = (url: string) => ({ ...process.env, REDIS_URL: url, NODE_OPTIONS: '', PORT: '0' })

test('the script loads once, whoever runs it; without Redis it loads each time', async () => {
  const run = async (url: string) =>
    (await promisify(execFile)(process.execPath, node('node-script/menu.mjs'), { env: environment(url) }))
      .stdout

  expect(await run(redis.url)).toBe('Paella, Fideuà (loaded)\n')
  expect(await run(redis.url)).toBe('Paella, Fideuà (remembered)\n')
  expect(await run('redis://127.0.0.1:1')).toBe('Paella, Fideuà (loaded, without Redis)\n')
})

test('the Hono app makes the menu once for each language, and again after a purge', async () => {
  const cache = createCache()
  let made = 0
  const app = createApp(cache, { menu: async (language) => [`${language} ${++made}`] })
  const menu = async (language: string): Promise<unknown> =>
    (await app.request('/menu', { headers: { 'Accept-Language': language } })).json()

  expect([await menu('es'), await menu('en'), await menu('es')]).toEqual([
    { menu: ['es 1'] },
    { menu: ['en 2'] },
    { menu: ['es 1'] },
  ])
  await app.request('/menu/purge', { method: 'POST' })
  expect(await menu('es')).toEqual({ menu: ['es 3'] })
  await app.request('/purge?url=http://localhost/menu', { method: 'POST' })
  expect(await menu('es')).toEqual({ menu: ['es 4'] })
  await cache.close()
})

test('its server serves, shares and ends', async () => {
  const server = spawn(process.execPath, node('hono-app/server.ts'), {
    env: environment(redis.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const [line] = (
    await new Promise<string>((resolve) =>
      server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())),
    )
  ).split('\n')
  const url = line?.replace('Serving ', '') ?? ''

  const first = await fetch(url)
  const second = await fetch(url)

  expect(await first.json()).toEqual({ menu: ['Paella', 'Fideuà'] })
  expect(second.headers.get('cache-status')).toMatch(/^larder; hit/)
  server.kill('SIGTERM')
  expect(await ended).toBe(0)
})

/** Next calls a route handler with a Request and sends its Response: so does this. Next itself is not here. */
test('the route handler of Next answers from the cache until it is told of a change', async () => {
  const ask = async (query = '') => {
    const response = await GET(new Request(`http://localhost/api/menu${query}`))
    return [((await response.json()) as { menu: unknown }).menu, response.headers.get('x-cache')]
  }
  await larder().ready()

  expect(await ask()).toEqual([['Paella', 'Fideuà'], 'load source'])
  expect(await ask()).toEqual([['Paella', 'Fideuà'], 'hit l1'])
  expect(await ask('?lang=en')).toEqual([['Paella', 'Noodles'], 'load source'])
  expect((await DELETE()).status).toBe(204)
  expect(await ask()).toEqual([['Paella', 'Fideuà'], 'load source'])
  await larder().close()
})

test('services of a Nest application share its cache, which ends with it', async () => {
  const start = () => NestFactory.createApplicationContext(AppModule.at(redis.url), { logger: false })
  const [here, there] = [await start(), await start()]
  const [service, other] = [here.get(MenuService), there.get(MenuService)]

  expect(await service.menu('es')).toEqual(['Paella', 'Fideuà'])
  expect(await service.menu('es')).toEqual(['Paella', 'Fideuà'])
  expect(service.made).toBe(1)
  await other.change()
  await expect.poll(async () => (await service.menu('es')) && service.made, { interval: 5 }).toBe(2)
  await Promise.all([here.close(), there.close()])
  await expect(service.menu('es')).rejects.toMatchObject({ code: 'CLOSED' })
})
