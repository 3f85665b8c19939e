import type { FieldOptions, FieldSchema, TableSchema, ViewSchema } from '../base/base-data.ts'

/** An id that tells what it names: three letters, a name, and zeros up to 17 characters. */
const idOf = (prefix: string, name: string): string => prefix + name.padEnd(14, '0')

const field = (id: string, name: string, type: string, options?: FieldOptions): FieldSchema => ({
  id: idOf('fld', id),
  name,
  type,
  ...(options === undefined ? {} : { options }),
})

const select = (id: string, ...names: readonly string[]): FieldOptions => ({
  choices: names.map((name, index) => ({ id: idOf('sel', `${id}${index + 1}`), name })),
})

const link = (linkedTableId: string, inverseFieldId: string, isReversed = false): FieldOptions => ({
  linkedTableId,
  isReversed,
  prefersSingleRecordLink: false,
  inverseLinkFieldId: idOf('fld', inverseFieldId),
})

const grid = (table: string): ViewSchema => ({
  id: idOf('viw', `${table}Grid`),
  name: 'Grid view',
  type: 'grid',
})
const dateFormat = { name: 'iso', format: 'YYYY-MM-DD' }

const MESAS = idOf('tbl', 'Mesas')
const TURNOS = idOf('tbl', 'Turnos')
const CLIENTES = idOf('tbl', 'Clientes')
const RESERVAS = idOf('tbl', 'Reservas')

export const mesasTable: TableSchema = {
  id: MESAS,
  name: 'Mesas',
  primaryFieldId: idOf('fld', 'MesaNombre'),
  fields: [
    field('MesaNombre', 'Nombre', 'singleLineText'),
    field('MesaNumero', 'Numero', 'number', { precision: 0 }),
    field('MesaCapacidad', 'Capacidad', 'number', { precision: 0 }),
    field('MesaMinimo', 'Minimo', 'number', { precision: 0 }),
    field('MesaZona', 'Zona', 'singleSelect', select('Zona', 'Salón', 'Terraza', 'Barra', 'Privado')),
    field(
      'MesaEstado',
      'Estado',
      'singleSelect',
      select('MesaEstado', 'Libre', 'Reservada', 'Ocupada', 'Fuera de servicio'),
    ),
    field('MesaDisponible', 'Disponible', 'checkbox', { icon: 'check', color: 'greenBright' }),
    field('MesaReservas', 'Reservas', 'multipleRecordLinks', link(RESERVAS, 'ResMesa')),
  ],
  views: [
    grid('Mesas'),
    { id: idOf('viw', 'MesasTerraza'), name: 'Terraza', type: 'grid', filterByFormula: "{Zona}='Terraza'" },
  ],
}

export const turnosTable: TableSchema = {
  id: TURNOS,
  name: 'Turnos',
  primaryFieldId: idOf('fld', 'TurnoNombre'),
  fields: [
    field('TurnoNombre', 'Nombre', 'singleLineText'),
    field(
      'TurnoDias',
      'Días',
      'multipleSelects',
      select('Dia', 'Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado', 'Domingo'),
    ),
    field('TurnoInicio', 'Inicio', 'singleLineText'),
    field('TurnoFin', 'Fin', 'singleLineText'),
    field('TurnoIntervalo', 'Intervalo', 'duration', { durationFormat: 'h:mm' }),
    field('TurnoAforo', 'AforoMáximo', 'number', { precision: 0 }),
    field('TurnoPublicado', 'Publicado', 'checkbox', { icon: 'check', color: 'greenBright' }),
    field('TurnoReservas', 'Reservas', 'multipleRecordLinks', link(RESERVAS, 'ResTurno')),
  ],
  views: [grid('Turnos')],
}

export const clientesTable: TableSchema = {
  id: CLIENTES,
  name: 'Clientes',
  primaryFieldId: idOf('fld', 'CliNombre'),
  fields: [
    field('CliNombre', 'Nombre', 'singleLineText'),
    field('CliTelefono', 'Telefono', 'phoneNumber'),
    field('CliEmail', 'Email', 'email'),
    field(
      'CliAlergias',
      'Alergias',
      'multipleSelects',
      select('Alergia', 'Gluten', 'Lactosa', 'Frutos secos', 'Marisco', 'Huevo', 'Soja'),
    ),
    field('CliVip', 'VIP', 'checkbox', { icon: 'star', color: 'yellowBright' }),
    field('CliNotas', 'Notas', 'multilineText'),
    field('CliReservas', 'Reservas', 'multipleRecordLinks', link(RESERVAS, 'ResCliente')),
    field('CliNumReservas', 'NumReservas', 'count', {
      isValid: true,
      recordLinkFieldId: idOf('fld', 'CliReservas'),
    }),
  ],
  views: [grid('Clientes')],
}

export const reservasTable: TableSchema = {
  id: RESERVAS,
  name: 'Reservas',
  primaryFieldId: idOf('fld', 'ResCodigo'),
  fields: [
    field('ResCodigo', 'Código', 'singleLineText'),
    field('ResCliente', 'Cliente', 'multipleRecordLinks', link(CLIENTES, 'CliReservas')),
    field('ResMesa', 'Mesa', 'multipleRecordLinks', link(MESAS, 'MesaReservas')),
    field('ResTurno', 'Turno', 'multipleRecordLinks', link(TURNOS, 'TurnoReservas')),
    field('ResFecha', 'Fecha', 'date', { dateFormat }),
    field('ResHora', 'Hora', 'singleLineText'),
    field('ResInicio', 'Inicio', 'dateTime', {
      dateFormat,
      timeFormat: { name: '24hour', format: 'HH:mm' },
      timeZone: 'Europe/Madrid',
    }),
    field('ResPersonas', 'Personas', 'number', { precision: 0 }),
    field(
      'ResEstado',
      'Estado',
      'singleSelect',
      select('ResEstado', 'Pendiente', 'Confirmada', 'Sentada', 'Completada', 'Cancelada', 'No presentado'),
    ),
    field('ResOrigen', 'Origen', 'singleSelect', select('Origen', 'Online', 'Teléfono', 'Sin reserva')),
    field('ResDeposito', 'Depósito', 'currency', { precision: 2, symbol: '€' }),
    field('ResNotas', 'Notas', 'multilineText'),
    field('ResTelefono', 'TelefonoCliente', 'multipleLookupValues', {
      isValid: true,
      recordLinkFieldId: idOf('fld', 'ResCliente'),
      fieldIdInLinkedTable: idOf('fld', 'CliTelefono'),
    }),
    field('ResCreada', 'Creada', 'createdTime'),
    field('ResModificada', 'Modificada', 'lastModifiedTime'),
  ],
  views: [
    grid('Reservas'),
    {
      id: idOf('viw', 'ReservasHoy'),
      name: 'Hoy',
      type: 'grid',
      filterByFormula: "IS_SAME({Fecha}, TODAY(), 'day')",
      sort: [{ field: 'Hora' }],
    },
    {
      id: idOf('viw', 'ReservasProx'),
      name: 'Próximas',
      type: 'grid',
      filterByFormula: "AND(NOT({Estado}='Cancelada'), {Fecha}>=TODAY())",
      sort: [{ field: 'Fecha' }, { field: 'Hora' }],
    },
    {
      id: idOf('viw', 'ReservasCanc'),
      name: 'Canceladas',
      type: 'grid',
      filterByFormula: "{Estado}='Cancelada'",
    },
  ],
}
