import type { AvailabilityRequest, House, LocalDate, Occupancy, Table, Zone } from '@larder/assistant'

const WEEKDAYS = ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado']
const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
]
const ZONE_WORDS: Readonly<Record<Zone, string>> = {
  indoor: 'interior',
  terrace: 'terraza',
  bar: 'barra',
  private: 'reservado',
}
const SERVICE_WORDS = { lunch: 'comida', dinner: 'cena' } as const

export interface BookPage {
  readonly now: string
  readonly house: House
  readonly request: AvailabilityRequest
  readonly occupancies: readonly Occupancy[]
}

/** House, book of the day and request as Spanish text: all that a model gets that has to find a table by reading. */
export function renderBook({ now, house, request, occupancies }: BookPage): string {
  return [
    `${house.name}. Ahora es ${spanishDay(now.slice(0, 10))}, ${now.slice(11, 16)}, hora de Madrid.`,
    `Horario:\n${hours(house).join('\n')}`,
    `Reglas:\n${rules(house).join('\n')}`,
    `Mesas:\n${house.tables.map(tableLine).join('\n')}`,
    `Mesas que se pueden juntar:\n${joinableLines(house).join('\n')}`,
    `Reservas del ${spanishDay(request.date)}:\n${bookLines(occupancies).join('\n')}`,
    `Petición: ${requestWords(request)}.`,
  ].join('\n\n')
}

/** `viernes 27 de noviembre de 2026` */
export function spanishDay(date: LocalDate): string {
  const day = new Date(date)
  return `${WEEKDAYS[day.getUTCDay()]} ${day.getUTCDate()} de ${MONTHS[day.getUTCMonth()]} de ${day.getUTCFullYear()}`
}

function hours({ services }: House): string[] {
  return services.map(
    ({ name, weekdays, opensAt, lastSeatingAt, closesAt }) =>
      `- ${SERVICE_WORDS[name]}: ${weekdays.map((day) => WEEKDAYS[day % 7]).join(', ')}; primera entrada ${opensAt}, última ${lastSeatingAt}, cierre ${closesAt}`,
  )
}

function rules(house: House): string[] {
  const stays = house.stays.map(({ upTo, minutes }) => `hasta ${upTo} personas, ${minutes} minutos`)
  return [
    `- Se entra cada ${house.gridMinutes} minutos desde la apertura.`,
    `- Estancia: ${stays.join('; ')}.`,
    `- Entre dos reservas de una misma mesa pasan al menos ${house.bufferMinutes} minutos.`,
    `- Se reserva al menos ${house.leadMinutes} minutos antes y como mucho ${house.maxAdvanceDays} días antes.`,
    `- Más de ${house.maxPeople} personas: no se reserva por este medio.`,
    '- Menos personas que el mínimo de una mesa se sientan en ella solo si no queda otra.',
  ]
}

function tableLine(table: Table): string {
  const traits = [
    `${table.seats} plazas (mínimo ${table.leastSeats})`,
    ZONE_WORDS[table.zone],
    table.isAccessible ? 'accesible' : 'no accesible',
    table.allowsPets ? 'con mascotas' : 'sin mascotas',
    table.allowsHighChairs ? 'cabe trona' : 'no cabe trona',
    ...(table.isOutOfService ? ['FUERA DE SERVICIO'] : []),
  ]
  return `- ${table.id}: ${traits.join(', ')}`
}

function joinableLines({ joinable }: House): string[] {
  if (joinable.length === 0) return ['- ninguna']
  return joinable.map(
    ({ tables, seats, leastSeats }) => `- ${tables.join(' + ')}: ${seats} plazas (mínimo ${leastSeats})`,
  )
}

function bookLines(occupancies: readonly Occupancy[]): string[] {
  if (occupancies.length === 0) return ['- ninguna']
  return occupancies
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
    .map(
      ({ tables, startsAt, endsAt }) =>
        `- ${startsAt.slice(11, 16)} a ${endsAt.slice(11, 16)}: ${tables.join(' + ')}`,
    )
}

function requestWords({
  date,
  time,
  people,
  zone,
  accessible,
  pets,
  highChairs,
}: AvailabilityRequest): string {
  return [
    `${people} ${people === 1 ? 'persona' : 'personas'}, ${spanishDay(date)}, ${time}`,
    ...(zone === undefined ? [] : [`en ${ZONE_WORDS[zone]}`]),
    ...(accessible ? ['mesa accesible'] : []),
    ...(pets ? ['con mascota'] : []),
    ...(highChairs === undefined ? [] : [`con ${highChairs} ${highChairs === 1 ? 'trona' : 'tronas'}`]),
  ].join(', ')
}
