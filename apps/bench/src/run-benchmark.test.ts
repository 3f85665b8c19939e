import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runBenchmark } from './run-benchmark.ts'

/** By benchmark, since they say of the same option different things. */
const REFUSED: Readonly<Record<string, readonly (readonly [args: readonly string[], message: string])[]>> = {
  cache: [
    [['--rounds', 'many'], '--rounds is many'],
    [['--question', 'speed'], 'Unknown question speed'],
    [['--readme', '--question', 'redis-get-1'], 'cannot be had together with --question'],
  ],
  rivals: [
    [['--question', 'speed'], 'Unknown question speed. There is: delete-during-load'],
    [['--peer', 'nobody'], 'Unknown peer nobody. There is: Larder'],
    [
      ['--readme', '--peer', 'Larder'],
      '--readme writes the whole table: it cannot be had together with --peer',
    ],
  ],
  faults: [
    [['--row', '99'], '--row 99 names no row. There is: 1, 2'],
    [['--seed', 'x'], '--seed is x'],
    [['--profile', 'endless'], '--profile is endless'],
    [['--docs', '--row', '3'], '--docs writes the whole table'],
  ],
  scaling: [
    [['--sizes', 'huge'], '--sizes is huge; it must be short or long.'],
    [['--docs', '--sizes', 'short'], '--docs writes the whole table'],
  ],
  soak: [
    [['--minutes', '0'], '--minutes is 0; it must be a number from 0.1 to 1440.'],
    [['--every', 'often'], '--every is often'],
  ],
  roll: [
    [['--seconds', '0'], '--seconds is 0; it must be a number from 0.5 to 3600.'],
    [['--drain-ms', 'long'], '--drain-ms is long'],
  ],
  budget: [
    [['--seconds', '0'], '--seconds is 0; it must be a number from 4 to 3600.'],
    [['--processes', 'many'], '--processes is many'],
  ],
  mirror: [
    [['--reservations', 'many'], '--reservations is many; it must be a whole number'],
    [['--limiter', 'lenient'], '--limiter is lenient; it must be documented or off.'],
  ],
  llm: [
    [['--arms', 'tomorrow'], '--arms is tomorrow; it must be original or today or offline.'],
    [['--arms', 'today'], '--arms today asks real models: set OPENAI_API_KEY or DEEPSEEK_API_KEY'],
    [['--track', 'chef'], '--track is chef; it must be router or logic or human or e2e.'],
    [['--repeats', '0'], '--repeats is 0; it must be a whole number from 1 to 50.'],
    [['--repeats', '1.5'], '--repeats is 1.5'],
    [['--budget-usd', 'much'], '--budget-usd is much; it must be a number from 0 to 10000.'],
    [['--record', 'a', '--replay', 'b'], '--record and --replay cannot be had together'],
    [['--replay', '/nowhere'], 'there is no'],
    [['surgeon'], 'Unknown command surgeon'],
  ],
  http: [
    [['--seconds', '0'], '--seconds is 0; it must be a number from 0.2 to 600.'],
    [['--rounds', 'many'], '--rounds is many; it must be a whole number'],
    [['--connections', '1.5'], '--connections is 1.5'],
    [['--rate-seconds', ''], '--rate-seconds is ; it must be'],
    [['--reservations', '-1'], '--reservations'],
  ],
  freshness: [
    [['--changes', '0'], '--changes is 0; it must be a whole number from 1 to 1000.'],
    [['--poll-interval', '10'], '--poll-interval is 10; it must be a whole number from 1000'],
    [['--seed', 'x'], '--seed is x'],
  ],
}

beforeEach(() => {
  vi.stubEnv('OPENAI_API_KEY', '')
  vi.stubEnv('DEEPSEEK_API_KEY', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each(Object.entries(REFUSED))('%s', (name, cases) => {
  test.each(cases)('%j is refused, and it says why', async (args, message) => {
    await expect(runBenchmark([name, ...args], '/nowhere/')).rejects.toThrow(message)
  })
})

test('an unknown benchmark is refused, with how all of them are used', async () => {
  const refused = runBenchmark(['cash'], '/nowhere/')

  await expect(refused).rejects.toThrow('Unknown benchmark "cash".')
  await expect(refused).rejects.toThrow('pnpm bench freshness [options]')
})
