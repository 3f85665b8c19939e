import { startRedis } from '@larder/redis-adapter/testing'
import { expect, test } from 'vitest'
import { runProgram } from './program-fixture.ts'

const RESERVATION = '/v0/appReservasDemo01/Reservas/recReserva0000001'
const COUNT = '/cache/count?prefix=airtable:appReservasDemo01:'

test(
  'the demo base is as new at each start, whatever Redis remembers of it',
  { timeout: 120_000 },
  async () => {
    await using stack = new AsyncDisposableStack()
    const redis = stack.adopt(await startRedis(), (server) => server.close())
    const started = async () => {
      const program = runProgram({ PORT: '0', REDIS_URL: redis.url })
      stack.defer(() => program.kill('SIGKILL'))
      const url = await program.url()
      const ask = async (path: string, init?: RequestInit) => (await fetch(url + path, init)).json()
      const ended = () => {
        program.kill('SIGTERM')
        return program.exit
      }
      return { ask, ended }
    }
    const first = await started()
    const untouched = await first.ask(RESERVATION)
    await first.ask(RESERVATION, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"fields":{"Personas":19}}',
    })
    const isKept = async () => {
      await first.ask(RESERVATION)
      const { redis: kept } = (await first.ask(`${COUNT}tblReservas000000:r:`)) as { readonly redis: number }
      return kept
    }
    await expect.poll(isKept, { timeout: 10_000 }).toBeGreaterThan(0)
    await first.ended()

    const second = await started()

    expect(await second.ask(RESERVATION)).toEqual(untouched)
    await second.ended()
  },
)
