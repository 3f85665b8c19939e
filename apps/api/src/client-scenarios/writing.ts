import { allShown, type AnyRecord, called, type Scenario, shown } from './scenario.ts'

const MERGE = { performUpsert: { fieldsToMergeOn: ['Nombre'] } } as unknown as { typecast: boolean }

/** Writes of tables, each followed by the reads that must show it. */
export const writing: readonly Scenario[] = [
  {
    name: 'create one, by promise, by callback and with typecast',
    run: async ({ base }) => {
      const mesas = base('Mesas')
      const before = allShown(await mesas.select({ fields: ['Nombre'] }).all())
      const one = await mesas.create({ Nombre: 'Mesa 30', Capacidad: 2 })
      const cast = await mesas.create({ Nombre: 'Mesa 31', Capacidad: '4', Zona: 'Azotea' } as never, {
        typecast: true,
      })
      const [error, called_] = await called((done) => mesas.create({ Nombre: 'Mesa 32' }, done))
      const after = allShown(await mesas.select({ fields: ['Nombre'] }).all())
      return {
        before,
        one: shown(one),
        cast: shown(cast as unknown as AnyRecord),
        error,
        called: shown(called_ as AnyRecord),
        after,
      }
    },
  },
  {
    name: 'create ten',
    run: async ({ base }) => {
      const records = Array.from({ length: 10 }, (_, index) => ({ fields: { Nombre: `Mesa ${index + 40}` } }))
      return {
        ten: allShown(await base('Mesas').create(records, { typecast: true })),
        list: allShown(await base('Mesas').select().all()),
      }
    },
  },
  {
    name: 'update one and many',
    run: async ({ base }) => {
      const mesas = base('Mesas')
      const before = shown(await mesas.find('recMesa0000000001'))
      const one = await mesas.update('recMesa0000000001', { Capacidad: 11, Zona: 'Barra' })
      const many = await mesas.update(
        [
          { id: 'recMesa0000000002', fields: { Capacidad: '12' } },
          { id: 'recMesa0000000003', fields: { Estado: 'Prestada' } },
        ] as never,
        { typecast: true },
      )
      const [error, cleared] = await called((done) =>
        mesas.update('recMesa0000000004', { Capacidad: null } as never, done),
      )
      return {
        before,
        one: shown(one),
        many: allShown(many as unknown as readonly AnyRecord[]),
        error,
        cleared: shown(cleared as AnyRecord),
        again: shown(await mesas.find('recMesa0000000001')),
        list: allShown(await mesas.select({ maxRecords: 5 }).all()),
      }
    },
  },
  {
    name: 'replace one and many',
    run: async ({ base }) => {
      const mesas = base('Mesas')
      const before = allShown(await mesas.select().all())
      const one = await mesas.replace('recMesa0000000005', { Nombre: 'Sola' })
      const many = await mesas.replace([
        { id: 'recMesa0000000006', fields: { Nombre: 'Otra' } },
        { id: 'recMesa0000000007', fields: {} },
      ])
      return { before, one: shown(one), many: allShown(many), after: allShown(await mesas.select().all()) }
    },
  },
  {
    name: 'upsert',
    run: async ({ base }) => {
      const rows = [
        { fields: { Nombre: 'Mesa 1', Capacidad: 9 } },
        { fields: { Nombre: 'Mesa nueva' } },
        { id: 'recMesa0000000002', fields: { Capacidad: 3 } },
      ]
      const mesas = base('Mesas')
      const upserted = await mesas.update(rows as never, MERGE)
      const put = await mesas.replace(rows as never, MERGE)
      return {
        upserted: allShown(upserted as unknown as readonly AnyRecord[]),
        put: allShown(put as unknown as readonly AnyRecord[]),
        after: allShown(await mesas.select({ filterByFormula: "FIND('Mesa', {Nombre})" }).all()),
      }
    },
  },
  {
    name: 'destroy one and many',
    run: async ({ base }) => {
      const clientes = base('Clientes')
      const [a, b, c] = await clientes.create(['A', 'B', 'C'].map((Nombre) => ({ fields: { Nombre } })))
      const before = allShown(await clientes.select({ filterByFormula: 'LEN({Nombre}) = 1' }).all())
      const one = await clientes.destroy(a?.id ?? '')
      const many = await clientes.destroy([b?.id ?? '', c?.id ?? ''])
      const after = allShown(await clientes.select({ filterByFormula: 'LEN({Nombre}) = 1' }).all())
      return { before, one: shown(one), many: allShown(many), after }
    },
  },
  {
    name: 'links, lookups and counts of other tables after a write',
    run: async ({ base }) => {
      const guest = base('Clientes')
      const before = shown(await guest.find('recCliente0000007'))
      const booking = await base('Reservas').update('recReserva0000001', { Cliente: ['recCliente0000007'] })
      return { before, booking: shown(booking), after: shown(await guest.find('recCliente0000007')) }
    },
  },
]
