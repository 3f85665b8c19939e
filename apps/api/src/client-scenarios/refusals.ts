import { refusalOf, type Scenario } from './scenario.ts'

type Call = Parameters<typeof refusalOf>[0]

/** Every refusal that the client tells apart, with the status and the words that it makes of the answer. */
export const refusals: readonly Scenario[] = [
  {
    name: 'what is not there',
    run: ({ base, library, token, endpointUrl }) =>
      refusalsOf({
        record: () => base('Mesas').find('recAbsent00000001'),
        table: () => base('Ninguna').select().firstPage(),
        tableInLowerCase: () => base('mesas').select().firstPage(),
        base: () =>
          new library({ apiKey: token, endpointUrl }).base('appAbsent00000001')('Mesas').select().firstPage(),
        route: () => base.makeRequest({ path: '/Mesas/recMesa0000000001/nowhere' }),
        destroyed: () => base('Mesas').destroy('recAbsent00000001'),
        updated: () => base('Mesas').update('recAbsent00000001', { Capacidad: 1 }),
      }),
  },
  {
    name: 'a list that cannot be made',
    run: ({ base }) =>
      refusalsOf({
        formula: () => base('Mesas').select({ filterByFormula: '{Nope} = 1' }).all(),
        syntax: () => base('Mesas').select({ filterByFormula: 'AND(' }).all(),
        field: () =>
          base('Mesas')
            .select({ fields: ['Foo'] })
            .all(),
        sort: () =>
          base('Mesas')
            .select({ sort: [{ field: 'Foo' }] })
            .all(),
        view: () => base('Mesas').select({ view: 'Ninguna' }).all(),
        viewId: () => base('Mesas').select({ view: 'viwAbsent00000001' }).all(),
        pageSize: () => base('Mesas').select({ pageSize: 101 }).all(),
        maxRecords: () => base('Mesas').select({ maxRecords: 0 }).all(),
        offset: () => base('Mesas').select({ offset: 10 }).all(),
        asText: () => base('Mesas').select({ cellFormat: 'string' }).all(),
        metadata: () =>
          base('Mesas')
            .select({ recordMetadata: ['colour'] })
            .all(),
        byPost: () => base('Mesas').select({ view: 'Ninguna', method: 'post' }).all(),
      }),
  },
  {
    name: 'a write that cannot be done',
    run: ({ base }) =>
      refusalsOf({
        none: () => base('Mesas').create([] as { fields: object }[]),
        eleven: () => base('Mesas').create(Array.from({ length: 11 }, () => ({ fields: {} }))),
        withoutFields: () => base('Mesas').create([{ Nombre: 'x' }] as never),
        field: () => base('Mesas').create({ Foo: 1 }),
        option: () => base('Mesas').update('recMesa0000000001', { Zona: 'Patio' }),
        type: () => base('Mesas').update('recMesa0000000001', { Capacidad: 'muchas' }),
        computed: () => base('Clientes').update('recCliente0000001', { NumReservas: 1 }),
        batch: () => base('Mesas').update([{ id: 'recAbsent00000001', fields: {} }]),
        destroy: () => base('Mesas').destroy(['recAbsent00000001']),
        link: () => base('Reservas').update('recReserva0000001', { Mesa: ['recAbsent00000001'] }),
        upsert: () =>
          base('Mesas').update(
            [{ fields: { Zona: 'Barra' } }] as never,
            { performUpsert: { fieldsToMergeOn: ['Zona'] } } as never,
          ),
      }),
  },
  {
    name: 'a body that is too large',
    run: ({ base }) =>
      refusalsOf({ create: () => base('Mesas').create({ Nombre: 'x'.repeat(5 * 2 ** 20) }) }),
  },
  {
    name: 'a token that nobody knows',
    run: ({ library, endpointUrl, baseId }) => {
      const base = new library({ apiKey: 'patNobody', endpointUrl }).base(baseId)
      return refusalsOf({
        list: () => base('Mesas').select().all(),
        write: () => base('Mesas').create({ Nombre: 'x' }),
        byHand: () => base.makeRequest({ path: '/Mesas' }),
      })
    },
  },
  {
    name: 'a create that Airtable fails at, which is not sent again',
    run: ({ base, faults }) => {
      faults.failNext(1, '500')
      return refusalsOf({ write: () => base('Mesas').create({ Nombre: 'x' }) })
    },
  },
  ...(['503', '429-quota'] as const).map((fault): Scenario => ({
    name: `an Airtable that answers ${fault}`,
    run: async ({ base, faults }) => {
      faults.failAll(fault)
      const told = await refusalsOf({
        list: () => base('Mesas').select().all(),
        write: () => base('Mesas').create({ Nombre: 'x' }),
        byHand: () => base.makeRequest({ path: '/Turnos' }),
      })
      faults.clear()
      return told
    },
  })),
]

async function refusalsOf(calls: Readonly<Record<string, Call>>): Promise<unknown> {
  const told: Record<string, unknown> = {}
  for (const [name, call] of Object.entries(calls)) told[name] = await refusalOf(call)
  return told
}
