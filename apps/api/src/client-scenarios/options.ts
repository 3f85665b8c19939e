import { allShown, refusalOf, type Scenario } from './scenario.ts'

/** The client's own options. */
export const options: readonly Scenario[] = [
  {
    name: 'configured for the whole package',
    run: async ({ library, endpointUrl, token, baseId }) => {
      const { apiKey, apiVersion, noRetryIfRateLimited, requestTimeout } = library
      const endpointBefore = library.endpointUrl
      const rules = { noRetryIfRateLimited: true, requestTimeout: 60_000, apiVersion: '0.1.0' }
      library.configure({ apiKey: token, endpointUrl, ...rules })
      const told = [library.apiVersion, library.noRetryIfRateLimited, library.requestTimeout, library.apiKey]
      try {
        const { apiVersion: usual } = library.default_config()
        return { told, usual, records: allShown(await library.base(baseId)('Turnos').select().all()) }
      } finally {
        const before = { apiKey, apiVersion, noRetryIfRateLimited, requestTimeout }
        library.configure({ ...before, endpointUrl: endpointBefore })
      }
    },
  },
  {
    name: 'an endpoint that ends in a slash',
    isKept: true,
    run: async ({ library, endpointUrl, token, baseId }) => {
      const base = new library({ apiKey: token, endpointUrl: `${endpointUrl}/` }).base(baseId)
      const list = await base('Mesas').select({ maxRecords: 2 }).all()
      return { list: allShown(list), byHand: (await base.makeRequest({ path: '//Mesas/' })).body as unknown }
    },
  },
  {
    name: 'a version, headers, a time-out and no retries',
    run: async ({ library, endpointUrl, token, baseId }) => {
      const airtable = new library({
        apiKey: token,
        endpointUrl,
        apiVersion: '0.1.0',
        customHeaders: { 'X-Team': 'sala', 'X-Number': 7 },
        requestTimeout: 30_000,
        noRetryIfRateLimited: true,
      })
      const base = airtable.base(baseId)
      const patch = { method: 'PATCH', path: '/Turnos/recTurno000000003', body: { fields: { Fin: '16:30' } } }
      return {
        list: allShown(await base('Turnos').select().all()),
        patched: (await base.makeRequest(patch)).body as unknown,
        read: (await base.makeRequest({ path: '/Turnos/recTurno000000003' })).body as unknown,
      }
    },
  },
  {
    name: 'a time-out while Airtable hangs, and the answer when it has woken',
    run: async ({ library, endpointUrl, token, baseId, faults }) => {
      const base = new library({ apiKey: token, endpointUrl, requestTimeout: 150 }).base(baseId)
      const list = () => base('Clientes').select({ maxRecords: 3 }).all()
      faults.failAll('hang')
      const read = await refusalOf(list)
      const byHand = await refusalOf(() => base.makeRequest({ path: '/Clientes', qs: { maxRecords: 4 } }))
      faults.clear()
      const patient = new library({ apiKey: token, endpointUrl }).base(baseId)
      const woken = await patient('Clientes').select({ maxRecords: 2 }).all()
      return { read, byHand, woken: allShown(woken) }
    },
  },
]
