import type { BaseData, RecordData, TableData } from '../base/base-data.ts'
import { clientesTable, mesasTable, reservasTable, turnosTable } from './reservas-schema.ts'
import { faker } from '@faker-js/faker/locale/es'
import { mesasOf, TURNOS } from './restaurant.ts'
import { type BookingScale, planBookings } from './plan-bookings.ts'
import { SeededRandom } from '@larder/cache-core/testing'

/** What one house has. */
const RESERVAS = 10_000
const CLIENTES = 2_000

export interface ReservasDemoOptions {
  /** How many reservations. Default 10,000; for every further 10,000 there is a house with 24 tables and 2,000 guests more. */
  readonly reservations?: number | undefined
}

const ALERGIAS = ['Gluten', 'Lactosa', 'Frutos secos', 'Marisco', 'Huevo', 'Soja'] as const
const NOTAS_CLIENTE = [
  'Prefiere mesa junto a la ventana.',
  'Viene con carrito de bebé.',
  'Suele pedir la carta de vinos.',
  'Cliente desde la apertura.',
]

let built: BaseData | undefined

/**
 * The base "Reservas Demo": 24 tables, 6 sittings, 2,000 guests and 10,000 reservations of an invented restaurant.
 * Every run gives the same bytes, and nothing depends on today's date. The default is built once per process.
 */
export function reservasDemo({ reservations = RESERVAS }: ReservasDemoOptions = {}): BaseData {
  if (reservations !== RESERVAS) return build(reservations)
  built ??= build(RESERVAS)
  return built
}

function build(reservations: number): BaseData {
  const houses = Math.max(1, Math.ceil(reservations / RESERVAS))
  const guests = houses * CLIENTES
  return {
    id: 'appReservasDemo01',
    name: 'Reservas Demo',
    tables: [mesas(houses), turnos(), clientes(guests), reservas(reservations, { houses, guests })],
  }
}

function mesas(houses: number): TableData {
  const all = Array.from({ length: houses }, (_, house) => mesasOf(house)).flat()
  const records = all.map((mesa, index) => ({
    id: mesa.id,
    createdTime: createdAt(index),
    fields: {
      Nombre: mesa.nombre,
      Numero: mesa.numero,
      Capacidad: mesa.capacidad,
      Minimo: mesa.minimo,
      Zona: mesa.zona,
      Estado: mesa.estaCerrada ? 'Fuera de servicio' : 'Libre',
      Disponible: !mesa.estaCerrada,
    },
  }))
  return { schema: mesasTable, records }
}

function turnos(): TableData {
  const records = TURNOS.map((turno, index) => ({
    id: turno.id,
    createdTime: createdAt(index),
    fields: {
      Nombre: turno.nombre,
      Días: ['Jueves', 'Viernes', 'Sábado', 'Domingo'],
      Inicio: turno.inicio,
      Fin: turno.fin,
      Intervalo: 1_800,
      AforoMáximo: 80,
      Publicado: turno.publicado,
    },
  }))
  return { schema: turnosTable, records }
}

function clientes(count: number): TableData {
  faker.seed(20_260_101)
  const records: RecordData[] = Array.from({ length: count }, (_, index) => {
    const [nombre, apellido] = [faker.person.firstName(), faker.person.lastName()]
    const chance = faker.number.float()
    return {
      id: `recCliente${String(index + 1).padStart(7, '0')}`,
      createdTime: createdAt(index),
      fields: {
        Nombre: `${nombre} ${apellido}`,
        Telefono: `+34 6${faker.string.numeric(2)} ${faker.string.numeric(3)} ${faker.string.numeric(3)}`,
        Email: `${asciiSlug(nombre)}.${asciiSlug(apellido)}${index + 1}@example.com`,
        ...(chance < 0.15 ? { Alergias: faker.helpers.arrayElements(ALERGIAS, { min: 1, max: 2 }) } : {}),
        ...(chance > 0.95 ? { VIP: true } : {}),
        ...(chance > 0.7 ? { Notas: faker.helpers.arrayElement(NOTAS_CLIENTE) } : {}),
      },
    }
  })
  return { schema: clientesTable, records }
}

function reservas(count: number, scale: BookingScale): TableData {
  const bookings = planBookings(count, scale, new SeededRandom(20_260_102))
  const records = bookings.map((booking, index) => ({
    id: `recReserva${String(index + 1).padStart(7, '0')}`,
    createdTime: booking.createdTime,
    fields: {
      Código: `R-${String(index + 1).padStart(5, '0')}`,
      Cliente: [`recCliente${String(1 + booking.cliente).padStart(7, '0')}`],
      Mesa: [booking.mesa.id],
      Turno: [booking.turno.id],
      Fecha: booking.fecha,
      Hora: booking.hora,
      Inicio: booking.inicio,
      Personas: booking.personas,
      Estado: booking.estado,
      Origen: booking.origen,
      ...(booking.deposito === undefined ? {} : { Depósito: booking.deposito }),
      ...(booking.notas === undefined ? {} : { Notas: booking.notas }),
    },
  }))
  return { schema: reservasTable, records }
}

function createdAt(index: number): string {
  return new Date(Date.UTC(2025, 0, 7, 9, 0, 0) + index * 60_000).toISOString()
}

function asciiSlug(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z]/g, '')
    .toLowerCase()
}
