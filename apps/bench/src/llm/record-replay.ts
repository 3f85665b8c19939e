import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Arm } from './arm.ts'
import { NOTHING_SPENT } from './arm.ts'
import type { Outcome, TrialCase } from './trial.ts'

/** A line of `router.jsonl`, and of the like of the other tracks: their names are those of `trackId`. */
interface RecordedAnswer {
  readonly arm: string
  readonly caseId: string
  readonly repeat: number
  /** Of what the arm was shown: an answer to another question is none. */
  readonly inputHash: string
  readonly outcome: Outcome
}

/** The same arms, whose answers are written into a folder as they come. Throws when it has a record of the track already. */
export function recording(arms: readonly Arm[], track: string, folder: string): readonly Arm[] {
  const file = fileOf(track, folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, '', { flag: 'wx' })
  return arms.map((arm) => ({
    ...named(arm),
    forecast: (item) => arm.forecast(item),
    answer: async (item, context) => {
      const outcome = await arm.answer(item, context)
      const line: RecordedAnswer = {
        arm: arm.name,
        caseId: item.id,
        repeat: context.repeat,
        inputHash: hashOf(item),
        outcome,
      }
      appendFileSync(file, `${JSON.stringify(line)}\n`)
      return outcome
    },
  }))
}

/** Refuses a folder that has a record already: two runs in one would be mixed up. */
export function refuseOldRecord(folder: string): void {
  const files = existsSync(folder) ? readdirSync(folder) : []
  const old = files.find((name) => name.endsWith('.jsonl'))
  if (old !== undefined)
    throw new Error(
      `--record ${folder}: ${join(folder, old)} is there already. Name another folder, or remove it.`,
    )
}

/** The same arms, whose answers are read from a folder; nothing is asked, and nothing spent. Throws when there is no record. */
export function replaying(arms: readonly Arm[], track: string, folder: string): readonly Arm[] {
  const answers = readAnswers(track, folder)
  return arms.map((arm) => ({
    ...named(arm),
    forecast: () => NOTHING_SPENT,
    answer: async (item, { repeat }) => {
      const found = answers.get(keyOf(arm.name, item.id, repeat))
      if (found === undefined)
        throw new Error(
          `--replay ${folder} has no answer of ${arm.name} to ${item.id}, repeat ${repeat + 1}. Record it, or ask for fewer repeats or arms.`,
        )
      if (found.inputHash !== hashOf(item))
        throw new Error(
          `--replay ${folder} has an answer of ${arm.name} to ${item.id}, which has changed since.`,
        )
      return found.outcome
    },
  }))
}

function fileOf(track: string, folder: string): string {
  return join(folder, `${track}.jsonl`)
}

function readAnswers(track: string, folder: string): ReadonlyMap<string, RecordedAnswer> {
  const file = fileOf(track, folder)
  if (!existsSync(file)) throw new Error(`--replay ${folder}: there is no ${file}.`)
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const answers = lines.map((line) => JSON.parse(line) as RecordedAnswer)
  return new Map(answers.map((answer) => [keyOf(answer.arm, answer.caseId, answer.repeat), answer]))
}

function named({ name, what, isSimulated }: Arm): Pick<Arm, 'name' | 'what' | 'isSimulated'> {
  return { name, what, isSimulated }
}

function keyOf(arm: string, caseId: string, repeat: number): string {
  return JSON.stringify([arm, caseId, repeat])
}

function hashOf({ input }: TrialCase): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16)
}
