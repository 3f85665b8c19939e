import type { Item } from './peers/peer.ts'
import { SeededRandom } from '@larder/cache-core/testing'

const ESTADOS = ['Pendiente', 'Confirmada', 'Completada', 'Cancelada'] as const
const WORDS =
  'mesa terraza ventana cumpleaños trona alergia frutos secos gluten tarde tranquila aniversario grupo empresa menú cerrado vino tinto'.split(
    ' ',
  )

/** A record of about 900 bytes of JSON, or as many as its two texts of `length` words make it; the same for the same number. */
export function sampleRecord(number: number, length = 39): Item {
  const random = new SeededRandom(number)
  const words = (count: number) =>
    Array.from({ length: count }, () => WORDS[Math.floor(random.next() * WORDS.length)]).join(' ')
  return {
    id: `rec${code(random, 14)}`,
    createdTime: '2026-01-10T19:30:00.000Z',
    fields: {
      Código: `R-${number}`,
      Cliente: [`rec${code(random, 14)}`],
      Mesa: [`rec${code(random, 14)}`],
      Fecha: `2026-0${1 + (number % 9)}-1${number % 10}`,
      Inicio: '2026-01-10T19:30:00.000Z',
      Personas: 1 + Math.floor(random.next() * 6),
      Estado: ESTADOS[number % ESTADOS.length],
      Email: `${code(random, 8)}@example.com`,
      Notas: words(length + 1),
      Historial: words(length - 1),
    },
  }
}

/** A page of records, of about `bytes` of JSON. */
export function samplePage(number: number, bytes: number): Item {
  const count = Math.round(bytes / 900)
  return {
    id: `page${number}`,
    records: Array.from({ length: count }, (_, index) => sampleRecord(number * 1_000 + index)),
  }
}

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function code(random: SeededRandom, length: number): string {
  return Array.from({ length }, () => ALPHABET[Math.floor(random.next() * ALPHABET.length)]).join('')
}
