import { allShown, called, type Scenario } from './scenario.ts'

interface Answered {
  readonly statusCode: number
  readonly body: unknown
}

interface WithActions {
  runAction(
    method: string,
    path: string,
    query: object,
    body: unknown,
    done: (error: unknown, response?: Answered, body?: unknown) => void,
  ): void
}

const plain = ({ statusCode, body }: Answered): unknown => ({ statusCode, body })

/** What the client offers besides tables: requests by hand, and its parts. */
export const requests: readonly Scenario[] = [
  {
    name: 'makeRequest that reads',
    isKept: true,
    run: async ({ base }) => ({
      list: plain(await base.makeRequest({ path: '/Mesas', qs: { maxRecords: 2, fields: ['Nombre'] } })),
      one: plain(await base.makeRequest({ method: 'get', path: '/Turnos/recTurno000000001' })),
      byPost: plain(
        await base.makeRequest({ method: 'POST', path: '/Turnos/listRecords', body: { maxRecords: 1 } }),
      ),
    }),
  },
  {
    name: 'makeRequest that writes, with headers',
    run: async ({ base }) => {
      const headers = { 'X-Request-Source': 'scenario' }
      const path = '/Mesas/recMesa0000000010'
      return {
        patched: plain(
          await base.makeRequest({ method: 'PATCH', path, headers, body: { fields: { Capacidad: 3 } } }),
        ),
        put: plain(await base.makeRequest({ method: 'PUT', path, body: { fields: { Nombre: 'Diez' } } })),
        read: plain(await base.makeRequest({ path })),
      }
    },
  },
  {
    name: 'upsert by makeRequest, with the lists that update() drops',
    run: async ({ base }) =>
      plain(
        await base.makeRequest({
          method: 'PATCH',
          path: '/Mesas',
          body: {
            records: [{ fields: { Nombre: 'Mesa 1' } }, { fields: { Nombre: 'Mesa once' } }],
            performUpsert: { fieldsToMergeOn: ['Nombre'] },
            returnFieldsByFieldId: true,
          },
        }),
      ),
  },
  {
    name: 'comments by makeRequest',
    run: async ({ base }) => {
      const path = '/Mesas/recMesa0000000011/comments'
      const made = await base.makeRequest({ method: 'POST', path, body: { text: 'Hola' } })
      const { id } = made.body as { readonly id: string }
      const list = plain(await base.makeRequest({ path }))
      const count = allShown(
        await base('Mesas')
          .select({ recordMetadata: ['commentCount'] })
          .all(),
      )
      return { list, count, gone: plain(await base.makeRequest({ method: 'DELETE', path: `${path}/${id}` })) }
    },
  },
  {
    name: 'runAction',
    run: async ({ base }) => {
      const actions = base as unknown as WithActions
      const [error, , body] = await called((done) =>
        actions.runAction('get', '/Turnos', { maxRecords: 1 }, null, done),
      )
      const [, response] = await called((done) =>
        actions.runAction('post', '/Turnos/', {}, { fields: { Nombre: 'Por acción' }, typecast: true }, done),
      )
      return { error, body, created: plain(response as Answered) }
    },
  },
  {
    name: 'the parts of the client',
    isKept: true,
    run: async ({ base, library, endpointUrl, token, baseId }) => {
      const airtable = new library({ apiKey: token, endpointUrl })
      const made = new library.Base(airtable, baseId)
      const functor = library.Base.createFunctor(airtable, baseId)
      const table = new library.Table(made, 'tblTurnos00000000', 'Turnos')
      const record = new library.Record(table, 'recTurno000000001')
      await record.fetch()
      return {
        ids: [base.getId(), made.getId(), functor.getId(), table.id, table.name, record.id],
        called: allShown(await made.doCall('Turnos').select().all()),
        named: allShown(await made.table('Turnos').select().all()),
        functor: allShown(await functor('Turnos').select().all()),
        table: allShown(await table.select().all()),
        fetched: record.fields,
        error: String(new library.Error('A', 'b', 422)),
      }
    },
  },
  {
    name: 'parameters are judged before they are sent',
    isKept: true,
    run: async ({ base, query }) => {
      const judged = query.validateParams({ pageSize: 'many', colour: 'red', maxRecords: 1 } as never)
      let thrown: unknown
      try {
        base('Mesas').select({ fields: 'Nombre' } as never)
      } catch (error) {
        thrown = (error as Error).message
      }
      return { judged, thrown, known: Object.keys(query.paramValidators).sort() }
    },
  },
]
