import { describe, expect, test } from 'vitest'
import { compilePattern } from './pattern.ts'
import { PatternTrie } from './pattern-trie.ts'
import { readMessage, type Item } from './reading.ts'
import { tokenize } from './tokenize.ts'

function itemsOf(message: string): readonly Item[] {
  return readMessage(message, tokenize(message), 'es').items
}

/** What the pattern catches at the beginning of the message, by length and captures; several where it may leave something out. */
function matches(source: string, message: string): string[] {
  const trie = new PatternTrie<string>()
  for (const pattern of compilePattern(source)) trie.add(pattern, source)
  return trie
    .matchesAt(itemsOf(message), 0)
    .map(({ length, captures }) =>
      [length, ...Object.entries(captures).map(([name, { text }]) => `${name}=${text}`)].join(' '),
    )
}

describe('a pattern', () => {
  test('matches words, one of several, and what a class allows', () => {
    expect(matches('a las|la {hour}', 'a las nueve')).toEqual(['3 hour=nueve'])
    expect(matches('a las|la {hour}', 'a las 31')).toEqual([])
    expect(matches('cancel*', 'cancelamos todo')).toEqual(['1'])
    expect(matches('con {n}|un bebe', 'con un bebé')).toEqual(['3'])
  })

  test('matches with and without what may be missing', () => {
    expect(matches('el? {weekday} que? viene?', 'viernes que viene')).toEqual([
      '1 weekday=viernes',
      '2 weekday=viernes',
      '3 weekday=viernes',
    ])
  })

  test('names what it catches', () => {
    expect(matches('{n:least} o {n:most}', '4 o 6')).toEqual(['3 least=4 most=6'])
  })

  test('does not match before what must not follow', () => {
    expect(matches('{hour} {minutes} !personas', 'nueve diez personas')).toEqual([])
    expect(matches('{hour} {minutes} !personas', 'nueve diez')).toEqual(['2 hour=nueve minutes=diez'])
  })

  test('with an unknown class is refused when it is compiled', () => {
    expect(() => compilePattern('el {dia}')).toThrow('{dia}')
  })
})

test('patterns that begin alike are found together', () => {
  const trie = new PatternTrie<string>()
  for (const source of ['el {weekday}', 'el {weekday} noche', 'el {day}']) {
    for (const pattern of compilePattern(source)) trie.add(pattern, source)
  }

  expect(trie.matchesAt(itemsOf('el viernes noche'), 0).map(({ value }) => value)).toEqual([
    'el {weekday}',
    'el {weekday} noche',
  ])
})
