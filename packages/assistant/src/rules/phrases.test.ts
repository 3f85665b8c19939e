import { expect, test } from 'vitest'
import { phrases } from './phrases.ts'

test('phrases are divided by slashes and by lines, wherever the lines end', () => {
  expect(phrases('\n  a las / mesa para {n} /\n  24/12\n  ')).toEqual(['a las', 'mesa para {n}', '24/12'])
})
