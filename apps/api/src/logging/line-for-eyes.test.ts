import { expect, test } from 'vitest'
import { createLogger } from './create-logger.ts'
import { lineForEyes } from './line-for-eyes.ts'

test('in a terminal a line begins with what is to be read', () => {
  const lines: string[] = []
  const logger = createLogger('info', { write: (line) => void lines.push(lineForEyes(line)) })

  logger.warn({ node: 'redis://a:6379', healthy: false }, 'Redis is out of service: redis://a:6379')
  logger.info('ended')

  expect(lines.map((line) => line.replace(/^[\d:]{8}/, 'hh:mm:ss'))).toEqual([
    'hh:mm:ss warn  Redis is out of service: redis://a:6379  (healthy=false)\n',
    'hh:mm:ss info  ended\n',
  ])
})

test('no line of it is more than one line', () => {
  const lines: string[] = []
  const logger = createLogger('info', { write: (line) => void lines.push(lineForEyes(line)) })

  logger.info({ note: 'a\nb\u001b[31m' }, 'c\nd\u0007')

  expect(lines[0]?.slice(8)).toBe(' info  c d   (note=a b [31m)\n')
})
