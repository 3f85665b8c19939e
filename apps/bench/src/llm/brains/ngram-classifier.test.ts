import { expect, test } from 'vitest'
import { SeededRandom } from '@larder/cache-core/testing'
import { NgramClassifier } from './ngram-classifier.ts'

const TEXTS = [
  ['book', 'Quisiera reservar una mesa para cuatro el viernes a las nueve'],
  ['book', 'Mesa para dos mañana por la noche, por favor'],
  ['book', 'I would like to book a table for six on Sunday'],
  ['book', 'Can I reserve a table for tonight?'],
  ['cancel', 'Tengo que cancelar mi reserva R-10012'],
  ['cancel', 'Al final no podremos ir, anulen la reserva'],
  ['cancel', 'Please cancel our booking'],
  ['cancel', 'We cannot come after all'],
  ['info', '¿A qué hora abren los domingos?'],
  ['info', '¿Tienen menú del día? ¿Dónde están?'],
  ['info', 'What time do you open?'],
  ['info', 'Where are you, and do you have a menu?'],
].map(([label = '', text = '']) => ({ label, text }))

test.each([
  ['book', 'quiero una mesa para tres el sabado'],
  ['book', 'a table for two tomorrow'],
  ['cancel', 'no podremos ir el viernes, cancelen'],
  ['cancel', 'cancel it please'],
  ['info', '¿hasta qué hora abren?'],
  ['info', 'what is on the menu?'],
])('learns to tell what a text is about: %s, %s', (label, text) => {
  const model = NgramClassifier.train(TEXTS, { random: new SeededRandom(1) })

  expect(model.classify(text).label).toBe(label)
})

test('does not learn where there is nothing to learn: labels by chance are not found again in other texts', () => {
  const random = new SeededRandom(2)
  const labelled = Array.from({ length: 60 }, (_, index) => ({
    text: `${TEXTS[index % TEXTS.length]?.text} ${Math.floor(random.next() * 26 ** 3).toString(26)}`,
    label: random.next() < 0.5 ? 'a' : 'b',
  }))
  const model = NgramClassifier.train(labelled.slice(0, 30), { random: new SeededRandom(1) })

  const right = labelled.slice(30).filter(({ text, label }) => model.classify(text).label === label).length

  expect(right).toBeGreaterThan(5)
  expect(right).toBeLessThan(25)
})

test('is as sure as the evidence allows', () => {
  const model = NgramClassifier.train(TEXTS, { random: new SeededRandom(1) })

  expect(model.classify('reservar una mesa para cuatro').confidence).toBeGreaterThan(
    model.classify('hmm').confidence,
  )
  expect(() => NgramClassifier.train([], { random: new SeededRandom(1) })).toThrow('There is no text')
})
