import { readFileSync } from 'node:fs'
import type { Language } from '@larder/assistant'
import { z } from 'zod'
import type { Attack } from './attack.ts'
import { attackSchema } from './attack.ts'
import type { BenchHouse } from './bench-house.ts'
import { benchHouseSchema } from './bench-house.ts'
import { CANARY } from './canary.ts'
import type { DatasetFile } from './dataset-files.ts'
import { DATASET_FOLDER } from './dataset-files.ts'
import type { Dialogue } from './dialogue.ts'
import { dialogueSchema } from './dialogue.ts'
import type { SingleTurn } from './single-turn.ts'
import { singleTurnSchema } from './single-turn.ts'
import { type InSplit, SPLITS } from './split-of.ts'

export interface Dataset {
  /** By id. */
  readonly houses: ReadonlyMap<string, BenchHouse>
  readonly singleTurns: readonly SingleTurn[]
  readonly dialogues: readonly (Dialogue & InSplit)[]
  readonly attacks: readonly (Attack & InSplit)[]
}

/** A file of the dataset is not as it has to be; the message begins with `file:line field`. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError'
}

/** Reads and checks the whole dataset; another folder is for tests. Throws DatasetError at the first thing that is wrong. */
export function loadDataset(folder: URL = DATASET_FOLDER): Dataset {
  const houses = readHouses(folder)
  const both = <Case extends AnyCase>(name: BilingualFile, schema: z.ZodType<Case>): Case[] =>
    (['es', 'en'] as const).flatMap((lang) =>
      readCases({ folder, file: `${name}.${lang}.jsonl`, schema, lang, houses }),
    )
  const inSplits = <Case extends AnyCase>(
    name: 'dialogues' | 'attacks',
    schema: z.ZodType<Case>,
  ): (Case & InSplit)[] =>
    SPLITS.flatMap((split) => both(`${name}.${split}`, schema).map((one) => ({ ...one, split })))
  return {
    houses,
    singleTurns: both('single-turns', singleTurnSchema),
    dialogues: inSplits('dialogues', dialogueSchema),
    attacks: inSplits('attacks', attackSchema),
  }
}

interface AnyCase {
  readonly id: string
  readonly lang: Language
  readonly house: string
}

/** A file of the dataset without its ending: there is one in each language. */
type BilingualFile = NameOf<DatasetFile>
type NameOf<File extends string> = File extends `${infer Name}.es.jsonl` ? Name : never

const housesSchema = z.strictObject({
  canary: z.literal(CANARY),
  license: z.literal('CC0-1.0'),
  houses: z.array(benchHouseSchema).min(1),
})

function readHouses(folder: URL): ReadonlyMap<string, BenchHouse> {
  const text = readFileSync(new URL('houses.json', folder), 'utf8')
  const { houses } = parsed(housesSchema, text, 'houses.json:1')
  return new Map(houses.map((house) => [house.id, house]))
}

interface CasesOf<Case> {
  readonly folder: URL
  readonly file: DatasetFile
  readonly schema: z.ZodType<Case>
  readonly lang: Language
  readonly houses: ReadonlyMap<string, BenchHouse>
}

const headerSchema = z.strictObject({ canary: z.literal(CANARY), license: z.literal('CC0-1.0') })

function readCases<Case extends AnyCase>(of: CasesOf<Case>): Case[] {
  const [header = '', ...lines] = readFileSync(new URL(of.file, of.folder), 'utf8').trimEnd().split('\n')
  parsed(headerSchema, header, `${of.file}:1`)
  return lines.map((line, index) => {
    const where = `${of.file}:${index + 2}`
    const one = parsed(of.schema, line, where)
    if (one.lang !== of.lang) throw new DatasetError(`${where} lang: ${one.lang} in a file of ${of.lang}`)
    if (!of.houses.has(one.house)) throw new DatasetError(`${where} house: there is no ${one.house}`)
    return one
  })
}

function parsed<T>(schema: z.ZodType<T>, text: string, where: string): T {
  const result = schema.safeParse(jsonOf(text, where))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new DatasetError(`${where} ${issue?.path.join('.') || '(line)'}: ${issue?.message}`)
}

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DatasetError(`${where} (line): not JSON`, { cause })
  }
}
