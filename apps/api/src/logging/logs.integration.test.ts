import { expect, test } from 'vitest'
import { startAirtableSimulator } from '@larder/airtable-simulator'
import { startModelSimulator } from '@larder/model-simulator'
import { BASE } from '../larder-fixture.ts'
import { runProgram } from '../program-fixture.ts'

const AIRTABLE_KEY = 'patNobodyMayRead.0123456789abcdef'
const LARDER_KEY = 'larder-key-nobody-may-read'
const METRICS_KEY = 'metrics-key-nobody-may-read'
const MODEL_KEY = 'sk-nobody-may-read-this'
/** Stands in a record, a formula, a key, an address and a message. */
const NAME = 'Nekane-Otxoa'
const PHONE = '600 123 456'
const SECRETS = [
  AIRTABLE_KEY,
  LARDER_KEY,
  METRICS_KEY,
  MODEL_KEY,
  NAME,
  'Nekane',
  'Otxoa',
  PHONE,
  '600123456',
  'avellanas',
]

interface Line {
  readonly level: number
  readonly requestId?: string
  readonly route?: string
  readonly status?: number
  readonly method?: string
  readonly ms?: number
  readonly msg: string
}

const linesOf = (output: string): readonly Line[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)

test(
  'every request has its lines, by its id, and no line tells a key, a name, a number or a value',
  { timeout: 60_000 },
  async () => {
    const simulator = await startAirtableSimulator({ limiter: 'off' })
    const models = await startModelSimulator({
      quirks: { '/openai': 'openai' },
      apiKeys: { openai: ['another'] },
    })
    const program = runProgram({
      PORT: '0',
      LOG_LEVEL: 'trace',
      LOG_SLOW_MS: '60000',
      CACHE_TTL_MS: '0',
      CACHE_STALE_WHILE_REVALIDATE_MS: '600000',
      AIRTABLE_API_KEY: AIRTABLE_KEY,
      AIRTABLE_ENDPOINT_URL: simulator.url,
      AIRTABLE_BASE_IDS: BASE,
      LARDER_API_KEY: LARDER_KEY,
      METRICS_KEY,
      OPENAI_API_KEY: MODEL_KEY,
      OPENAI_BASE_URL: models.baseUrl('openai'),
      ASSISTANT_MODELS: 'openai:gpt-6-luna',
    })
    try {
      const url = await program.url()
      const told: string[] = []
      const ask = async (path: string, init: RequestInit = {}, id?: string) => {
        const headers = {
          authorization: `Bearer ${LARDER_KEY}`,
          'content-type': 'application/json',
          ...(id === undefined ? {} : { 'x-request-id': id }),
        }
        const response = await fetch(url + path, { headers, ...init })
        const text = await response.text()
        if (/^\/(?:metrics|cache\/(?:stats|health))/.test(path)) told.push(text)
        return { status: response.status, id: response.headers.get('x-request-id') }
      }
      const post = (payload: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(payload) })
      const formula = encodeURIComponent(`{Nombre}="${NAME}"`)

      const browser = await ask(`/v0/${BASE}/Mesas`, {
        headers: { authorization: `Bearer ${LARDER_KEY}`, origin: 'https://x.example' },
      })
      const created = await ask(
        `/v0/${BASE}/Clientes`,
        post({ fields: { Nombre: NAME, Telefono: PHONE, Notas: 'avellanas' } }),
        'create-0001',
      )
      for (let round = 0; round < 3; round++) await ask(`/v0/${BASE}/Clientes?filterByFormula=${formula}`)
      // What Airtable refuses it repeats.
      const refused = await ask(
        `/v0/${BASE}/Clientes`,
        post({ fields: { [NAME]: PHONE } }),
        `token ${AIRTABLE_KEY}`,
      )
      await ask(`/v0/${BASE}/Clientes?filterByFormula=${encodeURIComponent(`LOWER(${NAME}`)}`)
      simulator.faults.failAll('500')
      const failed = await ask(
        `/v0/${BASE}/Mesas?filterByFormula=${formula}&api_key=${AIRTABLE_KEY}`,
        {},
        'failing-0001',
      )
      await ask(`/v0/${BASE}/Clientes?filterByFormula=${formula}`)
      simulator.faults.failAll(undefined)
      await ask('/assistant/messages', post({ message: `Soy ${NAME}, ${PHONE}, mesa para 2 hoy` }))
      await ask(`/cache/keys?key=${NAME}`, { method: 'DELETE' })
      await ask('/cache/stats')
      await ask('/cache/health')
      await ask('/metrics')
      const unknown = await ask('/cache/stats', { headers: { authorization: 'Bearer somebody-else' } })
      program.kill('SIGTERM')
      expect(await program.exit).toBe(0)

      const lines = linesOf(program.output())
      const ofRequest = (id: string | null) => lines.filter(({ requestId }) => requestId === id)
      expect(created).toEqual({ status: 200, id: 'create-0001' })
      expect(ofRequest('create-0001').at(-1)).toMatchObject({
        level: 20,
        method: 'POST',
        route: '/v0/{base}/{table}',
        status: 200,
      })
      expect(failed.status).toBeGreaterThanOrEqual(500)
      expect(ofRequest('failing-0001').at(-1)).toMatchObject({ level: 40, status: failed.status })
      for (const { id } of [refused, unknown, browser]) expect(id).toMatch(/^[0-9a-f]{12}-[0-9a-z]+$/)
      expect(ofRequest(unknown.id)).toMatchObject([{ status: 401 }])
      expect(ofRequest(browser.id)).toMatchObject([{ route: '/v0/{base}/{table}', status: 200 }])
      expect(lines.filter(({ msg }) => msg.startsWith('a request was answered')).length).toBeGreaterThan(12)
      const written = program.output() + told.join('\n')
      for (const secret of SECRETS)
        for (const spelling of [
          secret,
          encodeURIComponent(secret),
          Buffer.from(secret).toString('base64').replace(/=+$/, ''),
        ])
          expect({ spelling, isWritten: written.includes(spelling) }).toEqual({ spelling, isWritten: false })
    } finally {
      program.kill('SIGKILL')
      await models.close()
      await simulator.close()
    }
  },
)
