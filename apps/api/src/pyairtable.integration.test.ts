import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { systemClock } from '@larder/cache-core'
import { expect, test } from 'vitest'
import { FastClock } from './fast-clock.ts'
import { BASE, type LarderFixture, withLarder } from './larder-fixture.ts'
import { at, PYAIRTABLE, PyairtableConversation } from './pyairtable-conversation.ts'
import { DEMO, TOKEN } from './twin-fixture.ts'

/** What Larder's clock is faster by: a lockout of 30 s ends in one. */
const TIME_FACTOR = 30
const SCRIPT = new URL('../python/pyairtable_shapes.py', import.meta.url).pathname

/** The last shape asks for this record, and meets a lockout. */
const LOCKED_OUT = '/recCliente0000033'

async function withPyairtablesLarder(body: (larder: LarderFixture) => Promise<void>): Promise<void> {
  await withLarder(
    {
      simulator: { limiter: 'off', bases: [DEMO], tokens: [{ token: TOKEN, userId: 'usrSimulated00001' }] },
      env: { AIRTABLE_API_KEY: TOKEN, LARDER_API_KEY: TOKEN },
      clock: new FastClock(TIME_FACTOR),
    },
    async (larder) => {
      larder.simulator.faults.failNext(1, '429', ({ path }) => path.endsWith(LOCKED_OUT))
      await body(larder)
    },
  )
}

test('every request of pyairtable is answered as it expects', { timeout: 60_000 }, async () => {
  await withPyairtablesLarder(async ({ url }) => {
    const conversation = new PyairtableConversation({
      url,
      token: TOKEN,
      base: BASE,
      timeFactor: TIME_FACTOR,
    })
    for (const shape of PYAIRTABLE.shapes) {
      const { status, body, pages, waits } = await conversation.speak(shape)

      const told = { name: shape.name, status, body, waits }
      const expected = conversation.fill(shape.expect ?? {})
      expect(told).toMatchObject({ status: shape.status ?? 200, waits: shape.waits ?? [] })
      expect(body, shape.name).toMatchObject(expected as object)
      for (const path of shape.absent ?? []) expect(at(body, path), shape.name).toBeUndefined()
      if (shape.items !== undefined) expect(pages.flat(), shape.name).toHaveLength(shape.items)
      if (shape.pages !== undefined) expect(pages, shape.name).toHaveLength(shape.pages)
    }
  })
})

test('the same requests by Python', { timeout: 120_000 }, async (context) => {
  if (spawnSync('python3', ['--version']).status !== 0) {
    const note =
      'The shapes of pyairtable were not sent by Python: there is no python3. The test before sends the same.'
    if (process.env['LARDER_REQUIRE_PYTHON']) throw new Error(note)
    process.stderr.write(`${note}\n`)
    context.skip(note)
  }
  await withPyairtablesLarder(async ({ url }) => {
    const env = {
      PATH: process.env['PATH'],
      LARDER_URL: url,
      LARDER_TOKEN: TOKEN,
      LARDER_BASE: BASE,
      LARDER_TIME_FACTOR: String(TIME_FACTOR),
      PYTHONDONTWRITEBYTECODE: '1',
    }
    const startedAt = systemClock.monotonic()

    // It rejects, with what Python has written, when a shape fails.
    const { stderr } = await promisify(execFile)('python3', [SCRIPT, '--verbose'], { env })

    expect(stderr).toMatch(/Ran 1 test[\s\S]*\nOK/)
    // The lockout was waited for.
    expect(systemClock.monotonic() - startedAt).toBeGreaterThan(1_000)
  })
})
