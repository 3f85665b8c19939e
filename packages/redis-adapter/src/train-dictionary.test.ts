import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import { trainDictionary } from './train-dictionary.ts'

const ZONES = ['Terraza', 'Interior', 'Barra', 'Salón']
const NOTES = ['alergia a los frutos secos', 'prefiere ventana', 'cumpleaños', 'sin observaciones']

/** Records as Airtable gives them, of about 700 bytes, none like another. */
function records(seed: number, count: number): readonly string[] {
  const random = new SeededRandom(seed)
  const whole = (max: number) => Math.floor(random.next() * max)
  const id = () => `rec${whole(1e9).toString(36)}${whole(1e9).toString(36)}`
  const visit = () => ({
    fecha: `2026-0${1 + whole(9)}-1${whole(10)}`,
    importe: whole(20_000) / 100,
    mesa: id(),
  })
  return Array.from({ length: count }, () =>
    JSON.stringify({
      id: id(),
      createdTime: `2026-01-${10 + whole(20)}T19:${10 + whole(50)}:00.000Z`,
      fields: {
        Nombre: `Cliente ${whole(1e6)}`,
        Telefono: `+34 6${whole(1e8)}`,
        Zona: ZONES[whole(4)],
        Personas: whole(12),
        Notas: NOTES[whole(4)],
        Visitas: Array.from({ length: 6 }, visit),
      },
    }),
  )
}

const sizeOf = (samples: readonly string[], dictionary?: Uint8Array) =>
  samples.reduce((sum, sample) => sum + deflateRawSync(sample, dictionary ? { dictionary } : {}).length, 0)

test('others than those it was trained on shrink to half and less, from much more without', () => {
  const dictionary = trainDictionary(records(1, 200))
  const others = records(2, 200)
  const raw = others.reduce((sum, sample) => sum + Buffer.byteLength(sample), 0)

  expect(dictionary.length).toBeLessThanOrEqual(4_096)
  expect(sizeOf(others, dictionary) / raw).toBeLessThan(0.4)
  expect(sizeOf(others) / raw).toBeGreaterThan(0.5)
})

test('the same samples give the same bytes, within maxBytes', () => {
  const dictionary = trainDictionary(records(1, 50), { maxBytes: 1_500 })

  expect(trainDictionary(records(1, 50), { maxBytes: 1_500 })).toEqual(dictionary)
  expect(dictionary.length).toBeLessThanOrEqual(1_500)
  expect(dictionary.length).toBeGreaterThan(500)
})

test.each([
  ['too few', ['{}'], {}, '1 samples were given; at least 10'],
  ['no texts', Array.from({ length: 10 }, () => ({ id: 1 })), {}, 'samples must be an array of texts'],
  ['not even a list', 'text', {}, 'samples must be an array of texts'],
  [
    'too large',
    records(1, 10),
    { maxBytes: 40_000 },
    'maxBytes is 40000; it must be a whole number from 64 to 32506',
  ],
  ['none fits', records(1, 20), { maxBytes: 100 }, 'none is at most maxBytes long'],
] as const)('refuses samples: %s', (_name, samples, options, message) => {
  expect(() => trainDictionary(samples as readonly string[], options)).toThrow(message)
})
