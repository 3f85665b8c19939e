import { allShown, type AnyRecord, called, longFormula, type Scenario, shown } from './scenario.ts'

const TERRACE = {
  fields: ['Numero', 'Nombre', 'Capacidad'],
  filterByFormula: '{Capacidad} > 2',
  maxRecords: 5,
  pageSize: 2,
  sort: [{ field: 'Capacidad', direction: 'desc' as const }, { field: 'Numero' }],
  view: 'Terraza',
  recordMetadata: ['commentCount'],
}

const AS_TEXT = {
  cellFormat: 'string' as const,
  timeZone: 'Europe/Madrid',
  userLocale: 'es',
  maxRecords: 3,
}

/** Lists and single records in every way that the client has to ask for them. */
export const reading: readonly Scenario[] = [
  {
    name: 'select with a view, fields, a formula, a sort, limits and metadata',
    isKept: true,
    run: async ({ base }) => allShown(await base('Mesas').select(TERRACE).all()),
  },
  {
    name: 'the same by POST',
    isKept: true,
    run: async ({ base }) =>
      allShown(
        await base('Mesas')
          .select({ ...TERRACE, method: 'post' })
          .all(),
      ),
  },
  {
    name: 'select with cells as text, and by field id',
    isKept: true,
    run: async ({ base }) => ({
      asText: allShown(await base('Reservas').select(AS_TEXT).firstPage()),
      byPost: allShown(
        await base('Reservas')
          .select({ ...AS_TEXT, method: 'post' })
          .firstPage(),
      ),
      byId: allShown(await base('Turnos').select({ returnFieldsByFieldId: true, method: 'get' }).all()),
    }),
  },
  {
    name: 'a table by its id, and without options',
    isKept: true,
    run: async ({ base }) => ({
      byId: allShown(await base('tblMesas000000000').select().all()),
      byName: allShown(await base.table('Mesas').select({}).all()),
      callback: await called((done) => base('Turnos').select().all(done)).then(([error, records]) => ({
        error,
        records: allShown(records as readonly AnyRecord[]),
      })),
    }),
  },
  {
    name: 'all pages of a long list, in pages of any size',
    isKept: true,
    run: async ({ base }) => ({
      byHundred: allShown(await base('Reservas').select().all()),
      bySeven: allShown(await base('Reservas').select({ pageSize: 7 }).all()),
      cutShort: allShown(await base('Reservas').select({ pageSize: 40, maxRecords: 130 }).all()),
    }),
  },
  {
    name: 'firstPage, by promise and by callback',
    isKept: true,
    run: async ({ base }) => {
      const query = base('Clientes').select({ pageSize: 4, filterByFormula: '{VIP}' })
      const [error, records] = await called((done) => query.firstPage(done))
      return {
        promised: allShown(await query.firstPage()),
        error,
        called: allShown(records as readonly AnyRecord[]),
      }
    },
  },
  {
    name: 'eachPage, to its end and stopped early',
    isKept: true,
    run: async ({ base }) => {
      const query = () => base('Mesas').select({ pageSize: 10 })
      const pages: unknown[] = []
      await query().eachPage((records, next) => {
        pages.push(allShown(records))
        next()
      })
      const first = await new Promise((resolve) => {
        query().eachPage(
          (records) => resolve(allShown(records)),
          () => {},
        )
      })
      return { pages, first }
    },
  },
  {
    name: 'a formula of more than 15,000 characters, in several pages',
    isKept: true,
    run: async ({ base }) => {
      const filterByFormula = longFormula(620)
      const options = { filterByFormula, fields: ['Nombre'], timeZone: 'Europe/Madrid', userLocale: 'es' }
      return {
        length: filterByFormula.length > 15_000,
        records: allShown(await base('Clientes').select(options).all()),
      }
    },
  },
  {
    name: 'find, by promise and by callback, and what a record tells of itself',
    isKept: true,
    run: async ({ base }) => {
      const record = await base('Reservas').find('recReserva0000001')
      const [error, again] = await called((done) => base('Mesas').find('recMesa0000000001', done))
      return {
        record: shown(record),
        id: record.getId(),
        cell: record.get('Código'),
        missing: record.get('Nada'),
        error,
        again: shown(again as AnyRecord),
      }
    },
  },
  {
    name: 'a record of a list fetched anew',
    isKept: true,
    run: async ({ base }) => {
      const [mesa] = await base('Mesas')
        .select({ fields: ['Nombre'], maxRecords: 1 })
        .firstPage()
      if (!mesa) return undefined
      const before = shown(mesa)
      const [error, called_] = await called((done) => mesa.fetch(done))
      return { before, promised: shown(await mesa.fetch()), error, called: shown(called_ as AnyRecord) }
    },
  },
  {
    name: 'list and forEach, which are deprecated',
    isKept: true,
    run: async ({ base }) => {
      const table = base('Reservas') as unknown as Deprecated
      const [, firstPage, offset] = await called((done) => table.list(3, null, { fields: ['Código'] }, done))
      const [, nextPage] = await called((done) => table.list(3, offset, { fields: ['Código'] }, done))
      const [, byPost] = await called((done) => table.list(2, null, { method: 'post', maxRecords: 2 }, done))
      const names: unknown[] = []
      const [error] = await called((done) =>
        table.forEach({ fields: ['Código'] }, (record) => names.push(shown(record)), done),
      )
      return {
        pages: [firstPage, nextPage, byPost].map((page) => allShown(page as readonly AnyRecord[])),
        hasMore: typeof offset,
        names,
        error,
      }
    },
  },
  {
    name: 'twenty reads at once',
    isKept: true,
    run: ({ base }) =>
      Promise.all(
        Array.from({ length: 20 }, async (_, index) =>
          index % 2 === 0
            ? allShown(await base('Mesas').select({ maxRecords: 24 }).all())
            : shown(await base('Turnos').find('recTurno000000002')),
        ),
      ),
  },
]

interface Deprecated {
  list(
    pageSize: number,
    offset: unknown,
    options: object,
    done: (error: unknown, records?: readonly AnyRecord[], offset?: unknown) => void,
  ): void
  forEach(options: object, each: (record: AnyRecord) => void, done: (error: unknown) => void): void
}
