import type { AvailabilityReason } from '../availability-result.ts'
import type { AskedSlot, Extras, Sitting } from '../facts.ts'
import type { LocalDate } from '../house.ts'
import type { Phrasebook, Speech } from './phrasebook.ts'
import { atTime, inZone, joined, spokenDate, spokenWeekdays } from './spoken.ts'

const REASONS: Readonly<Record<AvailabilityReason, string>> = {
  'closed-day': 'ese día estamos cerrados',
  'closed-hour': 'a esa hora no abrimos',
  'after-last-seating': 'a esa hora la cocina ya no admite mesas nuevas',
  'off-grid': 'a esa hora exacta no empezamos mesas',
  past: 'esa hora ya ha pasado',
  'too-soon': 'es demasiado pronto para prepararla',
  'too-far-ahead': 'todavía no abrimos reservas para ese día',
  'too-large': 'es un grupo muy grande',
  'no-table-that-large': 'no tenemos una mesa tan grande',
  'zone-full': 'esa zona está completa',
  'no-accessible-table': 'no queda mesa accesible',
  'no-table-for-pets': 'no queda mesa donde admitamos mascotas',
  'no-table-for-high-chairs': 'no queda mesa donde quepa una trona',
  full: 'está completo',
  'no-such-time': 'esa hora no existe ese día por el cambio de hora',
}

const ACTIONS = { book: 'reservarlo', change: 'cambiarlo', cancel: 'cancelarlo' } as const

const SENT = { book: 'la reserva', change: 'el cambio', cancel: 'la cancelación' } as const

/** Tú and usted as the guest speaks. */
export const SPANISH: Phrasebook = {
  greeting: ({ house }, s) =>
    `¡Hola! Soy el asistente de ${house}. ¿En qué ${s.register === 'tu' ? 'te' : 'le'} puedo ayudar?`,
  thanks: (_, s) => `¡Gracias a ${s.register === 'tu' ? 'ti' : 'usted'}!`,
  'off-topic': () => 'De eso no sé nada: solo puedo ayudar con reservas y con información del restaurante.',
  unclear: (_, s) => (s.register === 'tu' ? 'Perdona, no te he entendido.' : 'Perdone, no le he entendido.'),
  ask: (fact, s) => question(fact.slot, s, fact),
  'ask-half': ({ date, times }, s) =>
    `¿El ${day(date, s)} ${joined(
      times.map((time) => atTime(time, 'es')),
      'o',
    )}?`,
  'ask-again': ({ doubt }, s) =>
    doubt.slot === 'people'
      ? `No estoy seguro de cuántas personas son: ¿${joined(doubt.values.map(String), 'o')}?`
      : doubt.slot === 'time'
        ? `No estoy seguro de la hora: ¿${joined(
            doubt.values.map((time) => atTime(time, 'es')),
            'o',
          )}?`
        : `No estoy seguro del día: ¿${joined(
            doubt.values.map((date) => `el ${day(date, s)}`),
            'o',
          )}?`,
  available: ({ sitting }, s) =>
    `Sí, hay mesa ${words(sitting, s)}. ¿${s.register === 'tu' ? 'Te la' : 'Se la'} reservo?`,
  offer: ({ date, time, people, reasons, alternatives, wasTaken }, s) =>
    [
      wasTaken === true
        ? `Acaban de ocupar la mesa del ${day(date, s)} ${atTime(time, 'es')}.`
        : `Para ${persons(people)} el ${day(date, s)} ${atTime(time, 'es')} no puede ser: ${because(reasons)}.`,
      `${s.register === 'tu' ? 'Te' : 'Le'} puedo ofrecer ${joined(
        alternatives.map((other) => alternative(other, date, s)),
        'o',
      )}. ¿${s.register === 'tu' ? 'Te' : 'Le'} va bien?`,
    ].join(' '),
  'no-table': ({ date, time, people, reasons, phone }, s) =>
    `Lo siento, no tengo mesa para ${persons(people)} el ${day(date, s)} ${atTime(time, 'es')}: ${because(
      reasons,
    )}. ${call(phone, s) || `¿${s.register === 'tu' ? 'Quieres' : 'Quiere'} probar otro día?`}`,
  'too-large': ({ people, most, phone }, s) =>
    `Para ${persons(people)} no puedo reservar yo: lo hago hasta ${most}. ${
      call(phone, s) || 'Las personas del restaurante se ocupan de los grupos.'
    }`,
  summary: ({ action, sitting, name, phone, extras, code }, s) =>
    `${action === 'book' ? 'Reserva' : `Cambio de la reserva ${code ?? ''}`}: mesa ${words(sitting, s)}, a nombre de ${name}${
      phone === undefined ? '' : ` (teléfono ${phone})`
    }${also(extras)}. ¿${s.register === 'tu' ? 'Lo confirmas' : 'Lo confirma'}?`,
  'summary-cancel': ({ code, sitting, name }, s) =>
    `La reserva ${code} es para ${persons(sitting.people)} el ${day(sitting.date, s)} ${atTime(
      sitting.time,
      'es',
    )}, a nombre de ${name}. ¿La cancelo?`,
  booked: ({ code, sitting, name, extras }, s) =>
    `Reservado: mesa ${words(sitting, s)}, a nombre de ${name}${also(extras)}. ${
      s.register === 'tu' ? 'Tu' : 'Su'
    } código es ${code}.`,
  changed: ({ code, sitting, name, extras }, s) =>
    `Cambiado: la reserva ${code} es ahora ${words(sitting, s)}, a nombre de ${name}${also(extras)}.`,
  cancelled: ({ code, sitting }, s) =>
    sitting === undefined
      ? `Cancelada: la reserva ${code}.`
      : `Cancelada: la reserva ${code} del ${day(sitting.date, s)} ${atTime(sitting.time, 'es')}.`,
  dropped: (_, s) =>
    `De acuerdo, no reservo ni cambio nada. ${s.register === 'tu' ? 'Aquí me tienes' : 'Aquí me tiene'} para lo que ${
      s.register === 'tu' ? 'necesites' : 'necesite'
    }.`,
  'ask-what-to-change': (_, s) =>
    `¿Qué ${s.register === 'tu' ? 'quieres' : 'quiere'} cambiar: día, hora o personas?`,
  'ask-proof': ({ action, has }, s) => {
    const to = `Para ${action === 'cancel' ? 'cancelar' : 'cambiar'} una reserva necesito`
    const your = s.register === 'tu' ? 'tu' : 'su'
    if (has === 'code') return `${to} también ${your} nombre o ${your} teléfono. ¿A nombre de quién está?`
    if (has === 'no-code')
      return `Sin el código me hacen falta el nombre y el teléfono con los que se hizo la reserva. ¿Me los ${s.register === 'tu' ? 'das' : 'da'}?`
    if (has === 'guest') return `${to} también el código, que empieza por R. ¿Cuál es?`
    return `${to} el código y ${your} nombre o ${your} teléfono. ¿Me los ${s.register === 'tu' ? 'das' : 'da'}?`
  },
  'unknown-booking': () => 'No encuentro ninguna reserva con esos datos.',
  'ask-which': ({ bookings }, s) =>
    `¿Cuál: ${joined(
      bookings.map(({ code, date, time }) => `${code}, del ${day(date, s)} ${atTime(time, 'es')}`),
      'o',
    )}?`,
  'next-booking': () => 'Vamos con la otra reserva.',
  hours: ({ services, closedOn }, s) =>
    [
      ...services.map(
        ({ name, weekdays, opensAt, lastSeatingAt }) =>
          `${name === 'lunch' ? 'Comidas' : 'Cenas'} ${spokenWeekdays(weekdays, 'es')} de ${opensAt} a ${lastSeatingAt} (última mesa).`,
      ),
      ...(closedOn === undefined ? [] : [`El ${day(closedOn, s)} estamos cerrados.`]),
    ].join(' '),
  info: ({ text }) => text,
  'no-info': ({ phone }, s) => `Ese dato no lo tengo. ${call(phone, s) || 'En el restaurante lo saben.'}`,
  handover: ({ phone }, s) =>
    `Lo siento, desde aquí no puedo pasar el recado a nadie del restaurante. ${
      call(phone, s) || 'Aquí solo puedo ayudar con reservas.'
    }`,
  'not-allowed': ({ action, isLate, phone }, s) =>
    `Eso no puedo ${ACTIONS[action]} yo${isLate ? ' ya: es demasiado tarde para ello' : ''}. ${
      call(phone, s) || 'Una persona del restaurante sí puede.'
    }`,
  unsettled: ({ action, isLetGo, phone }, s) =>
    isLetGo
      ? `No lo vuelvo a enviar, pero todavía no sé si ${SENT[action]} llegó a entrar en el libro. ${
          call(phone, s) || 'En el restaurante lo saben.'
        }`
      : `Todavía no sé si ${SENT[action]} llegó a entrar en el libro. Si lo envío otra vez, no se duplica.`,
  trouble: ({ phone }, s) =>
    `Ahora mismo no puedo consultar el libro de reservas, así que no doy nada por hecho. ${
      s.register === 'tu' ? 'Escríbeme' : 'Escríbame'
    } otra vez en un momento. ${call(phone, s)}`.trim(),
}

function question(
  slot: AskedSlot,
  s: Speech,
  {
    date,
    time,
    people,
    why,
  }: {
    readonly date?: LocalDate | undefined
    readonly time?: string | undefined
    readonly people?: number | undefined
    readonly why?: 'past' | 'no-such-day' | undefined
  },
): string {
  const known = [
    people === undefined ? '' : `para ${persons(people)}`,
    date === undefined ? '' : `el ${day(date, s)}`,
    time === undefined ? '' : atTime(time, 'es'),
  ].filter((part) => part !== '')
  const opening = known.length === 0 ? '' : `Mesa ${known.join(' ')}. `
  const your = s.register === 'tu' ? 'tu' : 'su'
  const asks: Readonly<Record<AskedSlot, string>> = {
    date: '¿Para qué día?',
    'weekend-day': '¿El sábado o el domingo?',
    time: '¿A qué hora?',
    people: '¿Para cuántas personas?',
    name: '¿A nombre de quién?',
    phone: `¿Me ${s.register === 'tu' ? 'das' : 'da'} ${your} teléfono, por si hay algún cambio?`,
  }
  return opening + (why === undefined ? '' : WHYS[why]) + asks[slot]
}

const WHYS = { past: 'Ese día ya ha pasado. ', 'no-such-day': 'Ese día no existe. ' } as const

function words({ people, date, time, zone }: Sitting, s: Speech): string {
  return `para ${persons(people)} el ${day(date, s)} ${atTime(time, 'es')} ${inZone(zone, 'es')}`
}

function alternative({ date, time, zone }: Sitting, asked: LocalDate, s: Speech): string {
  return `${date === asked ? '' : `el ${day(date, s)} `}${atTime(time, 'es')} ${inZone(zone, 'es')}`
}

function also({ highChairs = 0, pets, accessible, hasDiet, hasNotes }: Extras): string {
  const parts = [
    highChairs === 1 ? 'una trona' : highChairs > 1 ? `${highChairs} tronas` : '',
    pets === true ? 'mascota' : '',
    accessible === true ? 'mesa accesible' : '',
    hasDiet === true ? 'las alergias o dietas indicadas' : '',
    hasNotes === true ? 'la nota para el equipo' : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : `, con ${joined(parts, 'y')}`
}

function because(reasons: readonly AvailabilityReason[]): string {
  return joined(
    reasons.length === 0 ? [REASONS.full] : reasons.slice(0, 2).map((reason) => REASONS[reason]),
    'y',
  )
}

function persons(people: number): string {
  return people === 1 ? '1 persona' : `${people} personas`
}

function day(date: LocalDate, { today }: Speech): string {
  return spokenDate(date, 'es', today)
}

function call(phone: string | undefined, s: Speech): string {
  return phone === undefined ? '' : `${s.register === 'tu' ? 'Llama' : 'Llame'} al ${phone}.`
}
