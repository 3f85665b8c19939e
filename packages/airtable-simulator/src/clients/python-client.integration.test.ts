import { execFile, spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { BASE, startFixture } from '../simulator-fixture.ts'
import { promisify } from 'node:util'

const SCRIPT = new URL('pyairtable_shapes.py', import.meta.url).pathname
const hasPython = spawnSync('python3', ['--version']).status === 0

test.skipIf(!hasPython)('the requests of pyairtable are understood', async () => {
  const { simulator } = await startFixture()

  const { stdout } = await promisify(execFile)('python3', [SCRIPT, simulator.url, BASE])

  expect(JSON.parse(stdout)).toEqual({
    whoami: 'usrSimulated00001',
    tables: ['Mesas', 'Turnos', 'Clientes', 'Reservas'],
    pages: [10, 10, 5],
    sorted: [10, 9],
    byPost: [{ fldMesaNombre0000: 'Mesa 24' }, { fldMesaNombre0000: 'Mesa 23' }],
    emptyOffset: 6,
    unknown: { status: 404, retryAfter: null, error: 'NOT_FOUND' },
    writes: {
      updated: { Nombre: 'P1', Capacidad: 4 },
      replaced: { Nombre: 'P1b' },
      upserted: [2, 1, 3],
      nullMatched: true,
      deleted: [true, true, true],
    },
    webhooks: {
      signed: true,
      named: true,
      payloads: 3,
      cursor: 4,
      refreshed: true,
      disabled: {},
      deleted: {},
      left: [],
    },
    comments: { text: ['Adiós'], count: 1, deleted: true },
  })
})
