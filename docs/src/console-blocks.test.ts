import { expect, test } from 'vitest'
import { answerPattern, consoleBlocks } from './console-blocks.ts'

test('commands are found with their answers and lines, also those that bring a file', () => {
  const page = [
    '# Page',
    '```console',
    '$ one',
    'first',
    'second',
    "$ cat > x <<'END'",
    '$ not a command',
    'END',
    '$ two',
    '```',
    '',
  ].join('\n')

  expect(consoleBlocks(page)).toEqual([
    [
      { command: 'one', answer: 'first\nsecond', line: 3 },
      { command: "cat > x <<'END'\n$ not a command\nEND", answer: '', line: 6 },
      { command: 'two', answer: '', line: 9 },
    ],
  ])
})

test('an answer is matched as a whole, but for what it leaves open', () => {
  const pattern = answerPattern('{"id":"…","n":1}\n…')

  expect('{"id":"a","n":1}\nmore\nand more').toMatch(pattern)
  expect('{"id":"a","n":2}\nmore').not.toMatch(pattern)
  expect('x {"id":"a","n":1}\n').not.toMatch(pattern)
})
