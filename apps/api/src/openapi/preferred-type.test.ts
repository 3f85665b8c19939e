import { expect, test } from 'vitest'
import { preferredType } from './preferred-type.ts'

const BOTH = ['application/json', 'text/event-stream']

test.each([
  [undefined, 'application/json'],
  ['', 'application/json'],
  ['*/*', 'application/json'],
  ['text/event-stream', 'text/event-stream'],
  ['TEXT/Event-Stream', 'text/event-stream'],
  ['text/*', 'text/event-stream'],
  ['text/event-stream, */*', 'text/event-stream'],
  ['text/event-stream;q=0.5, application/json', 'application/json'],
  ['text/event-stream;q=0, */*', 'application/json'],
  ['application/json;q=0.1', 'application/json'],
  ['application/xml', undefined],
  ['application/json;q=0, text/event-stream;q=0', undefined],
])('Accept: %s gets %s', (accept, type) => {
  expect(preferredType(accept, BOTH)).toBe(type)
})

test('a browser would rather have a page than JSON', () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

  expect(preferredType(accept, ['application/json', 'text/html'])).toBe('text/html')
})
