import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { systemClock } from '@larder/cache-core'
import { SeededRandom } from '@larder/cache-core/testing'
import { fullBook, fullHouse } from './availability/full-house.ts'
import { type DecisionQuestion, measureDecisions } from './availability/measure-decisions.ts'
import { table } from './report/markdown-row.ts'

export const AVAILABILITY_USAGE = `pnpm bench availability [options]    how many decisions a second code takes on full books of 30 tables; exit code 1 below 100,000 per second of the processor where the book is kept

  --rounds N          of which the median counts (default 5)
  --duration MS       of a round (default 500)
  --seed N            of the requests (default 1)`

const TARGET = 100_000

/** What it costs to decide by code whether there is a table. It says nothing of reading the book. */
export async function benchAvailability(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      duration: { type: 'string', default: '500' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(AVAILABILITY_USAGE)
  const pace = {
    rounds: numberFrom('--rounds', values.rounds, 1, 100),
    roundMs: numberFrom('--duration', values.duration, 1, 60_000),
  }
  const seed = numberFrom('--seed', values.seed, 0, 2 ** 32 - 1)
  const rates = questions().map((question) =>
    measureDecisions(question, pace, { clock: systemClock, random: new SeededRandom(seed) }),
  )
  const whole = (value: number) => Math.round(value).toLocaleString('en')
  console.log(
    table(
      ['book', 'seated as asked', 'decisions/s', 'per second of the processor'],
      rates.map(({ question, available, perSecond, perCpuSecond }) => [
        question,
        `${(100 * available).toFixed(0)} %`,
        whole(perSecond),
        whole(perCpuSecond),
      ]),
    ),
  )
  console.log(`\n${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}; one thread.`)
  if (rates.some(({ isKept, perCpuSecond }) => isKept && perCpuSecond < TARGET)) process.exitCode = 1
}

function questions(): readonly DecisionQuestion[] {
  const house = fullHouse()
  const [nearlyFull, full] = [fullBook(house, 17), fullBook(house, 0)]
  return [
    { question: '1 sitting in 17 free', house, isKept: true, book: () => nearlyFull },
    { question: 'nothing free for 4 days', house, isKept: true, book: () => full },
    {
      question: 'nothing free, and the book read anew each time',
      house,
      isKept: false,
      book: () => [...full],
    },
  ]
}

function numberFrom(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  throw new Error(`${name} is ${text}; it must be a number from ${min} to ${max}.`)
}
