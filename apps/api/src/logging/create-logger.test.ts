import { expect, test } from 'vitest'
import { answeringTo, beyondThisTurn, currentRequest } from '../telemetry/request-context.ts'
import { createLogger } from './create-logger.ts'

function fixture(level: string) {
  const lines: Record<string, unknown>[] = []
  const logger = createLogger(level, {
    write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  })
  return { logger, lines }
}

test('a line has the id of the request that it was written for, also later in it, and none outside', async () => {
  const { logger, lines } = fixture('info')

  await answeringTo({ id: 'request-1', route: undefined }, () =>
    beyondThisTurn(async () => {
      logger.info('now')
      await new Promise(setImmediate)
      logger.info({ ms: 1 }, 'later')
    }),
  )
  logger.info('outside')

  expect(lines.map(({ requestId, msg }) => [requestId, msg])).toEqual([
    ['request-1', 'now'],
    ['request-1', 'later'],
    [undefined, 'outside'],
  ])
  expect(currentRequest()).toBeUndefined()
})

test('messages, members and errors are redacted, below the level nothing is written', () => {
  const { logger, lines } = fixture('warn')

  logger.info('nothing')
  logger.warn({ authorization: 'Bearer abc', note: 'of "Ana"' }, 'asked by Bearer abcdef0123456789')
  logger.error(new Error('no such guest: "Ana"'))

  expect(lines).toMatchObject([
    { authorization: '[redacted]', note: 'of [redacted]', msg: 'asked by Bearer [redacted]' },
    { err: { type: 'Error', message: 'no such guest: [redacted]' }, msg: 'no such guest: [redacted]' },
  ])
  expect(JSON.stringify(lines)).not.toMatch(/Ana|abc/)
})
