import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { type AirtableSimulator, readBase, startAirtableSimulator } from '@larder/airtable-simulator'
import { FakeClock } from '@larder/cache-core/testing'
import type { AirtableRecord } from '../airtable-record.ts'
import { checkFormula } from './check-formula.ts'
import { compileFormula, type CompileFormulaOptions, contextOf } from './compile-formula.ts'
import { compileNode } from './compile-node.ts'
import { formulas } from './formula-grammar-fixture.ts'
import { FormulaRefusal } from './formula-refusal.ts'
import { DOUBT, ERROR, FormulaDate, type FormulaValue, isArray } from './formula-value.ts'
import { FUNCTIONS } from './function-table.ts'
import { InexactValue } from './inexact-value.ts'
import { parseFormula } from './parse-formula.ts'
import { sampleBase } from './sample-base-fixture.ts'
import { TableFields } from './table-fields.ts'
import { UnsupportedFormula } from './unsupported-formula.ts'

/*
 * The simulator has an evaluator of its own, and neither was written with an eye on the other. Whatever is exact here
 * must be what the simulator answers.
 */
const RUNS = Number(process.env['LARDER_FORMULAS'] ?? 2_000)
/** Far above what they take, half a millisecond each. */
const LIMIT_MS = 30_000 + 5 * RUNS
const SEED = Number(process.env['LARDER_FORMULAS_SEED'] ?? 20_261_123)

const clock = new FakeClock(Date.UTC(2026, 0, 12, 9, 30))
let simulator: AirtableSimulator
let records: readonly AirtableRecord[]
beforeAll(async () => {
  simulator = await startAirtableSimulator({ limiter: 'off', bases: [readBase(sampleBase)], clock })
  records = await listed()
})
afterAll(() => simulator.close())

const [things, others] = sampleBase.tables
const options: CompileFormulaOptions = {
  tables: others ? [others] : [],
  textsOfLinks: (_fieldId, ids) =>
    ids.map((id) => {
      const linked = sampleBase.records['Otras']?.find((record) => record.id === id)
      return String(linked?.fields['Titulo'])
    }),
}

async function listed(formula?: string): Promise<readonly AirtableRecord[]> {
  const answer = await fetch(`${simulator.url}/v0/${sampleBase.id}/Cosas/listRecords`, {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify({ filterByFormula: formula }),
  })
  const body = (await answer.json()) as {
    readonly records?: readonly AirtableRecord[]
    readonly error?: unknown
  }
  if (!body.records) throw new Error(JSON.stringify(body.error))
  return body.records
}

/** What we make of a formula for each record, or why we do not. */
function ours(formula: string): readonly (FormulaValue | InexactValue)[] | undefined {
  try {
    const fields = new TableFields(things ?? { fields: [] })
    const root = parseFormula(formula)
    checkFormula(root, fields)
    const { run } = compileNode(root, contextOf(things ?? { fields: [] }, fields, options))
    return records.map((record) => {
      try {
        return run({ record, nowMs: clock.now() })
      } catch (error) {
        if (error instanceof InexactValue) return error
        throw error
      }
    })
  } catch (error) {
    if (error instanceof UnsupportedFormula || error instanceof InexactValue) return undefined
    throw error
  }
}

function theirs(formula: string): readonly unknown[] {
  const base = simulator.base(sampleBase.id)
  const table = base.table('Cosas')
  return records.map(({ id }) => {
    const record = table.records.get(id)
    return record ? base.evaluate(formula, table, record) : undefined
  })
}

/** Whether a formula field that shows `shown` has the value: blank, "", false and [] are shown alike. */
function isShownAs(value: FormulaValue, shown: unknown): boolean {
  if (value === ERROR) return typeof shown === 'object' && shown !== null && 'error' in shown
  if (value === DOUBT) return isFalse(shown)
  if (value instanceof FormulaDate) return Date.parse(String(shown)) === value.ms
  if (typeof value === 'number' && !Number.isFinite(value))
    return typeof shown === 'object' && shown !== null && 'specialValue' in shown
  if (isArray(value) && value.length > 0)
    return (
      Array.isArray(shown) &&
      shown.length === value.length &&
      value.every((one, i) => isShownAs(one, shown[i]))
    )
  if (value === null || value === '' || value === false || isArray(value))
    return shown === undefined || shown === null || shown === '' || shown === false
  if (typeof value === 'number' && typeof shown === 'number')
    return Math.abs(value - shown) <= 1e-14 * Math.abs(value)
  return value === shown
}

function isFalse(shown: unknown): boolean {
  if (typeof shown !== 'object' || shown === null) return !shown
  return 'error' in shown || ('specialValue' in shown && shown.specialValue === 'NaN')
}

test(`${RUNS} formulas, record by record`, { timeout: LIMIT_MS }, () => {
  let exact = 0

  fc.assert(
    fc.property(formulas(RUNS > 2_000 ? 3 : 2), (formula) => {
      const values = ours(formula)
      if (!values) return
      const shown = theirs(formula)
      for (const [index, value] of values.entries()) {
        if (value instanceof InexactValue || isShownAs(value, shown[index])) continue
        throw new Error(
          `${formula}\nrecord ${index}: ${String(value)} is not ${JSON.stringify(shown[index])}`,
        )
      }
      if (values.every((value) => !(value instanceof InexactValue))) exact++
    }),
    { numRuns: RUNS, seed: SEED },
  )

  // Nothing would be shown by formulas that are all left to Airtable.
  expect(exact / RUNS).toBeGreaterThan(0.6)
})

test('filters, as clients ask for them', { timeout: LIMIT_MS }, async () => {
  const condition = formulas(1)
  const filter = fc.oneof(
    condition,
    fc.tuple(condition, condition, condition).map((conditions) => `AND(${conditions.join(', ')})`),
    fc.tuple(condition, condition).map((conditions) => `and(${conditions[0]}, AND(${conditions[1]}))`),
    fc.tuple(condition, condition).map((conditions) => `OR(${conditions.join(', ')})`),
  )
  let exact = 0

  await fc.assert(
    fc.asyncProperty(filter, async (formula) => {
      const compiled = compileFormula(formula, things ?? { fields: [] }, options)
      if (!compiled.exact) return
      const kept = new Set((await listed(formula)).map(({ id }) => id))
      const unknown = records.filter((record) => {
        try {
          expect([formula, record.id, compiled.evaluate(record, clock.now())]).toEqual([
            formula,
            record.id,
            kept.has(record.id),
          ])
          return false
        } catch (error) {
          if (error instanceof InexactValue) return true
          throw error
        }
      })
      if (unknown.length === 0) exact++
    }),
    { numRuns: RUNS / 5, seed: SEED },
  )

  expect(exact / (RUNS / 5)).toBeGreaterThan(0.6)
})

test('refusals, word by word', async () => {
  const calls = [...FUNCTIONS].flatMap(([name, { min, max }]) =>
    [min - 1, max + 1]
      .filter((count) => count >= 0 && count < 10)
      .map((count) => `${name}(${Array(count).fill('1').join(',')})`),
  )
  const others = [
    '{Nope}=1',
    "AND({Nope},{Ñu}='a')",
    'FOO(1)',
    '1 AND 1',
    '1<>2',
    '1==2',
    '1 2',
    '(1',
    "'a",
    '{a',
    '2^3',
    'AND(1))',
  ]

  for (const formula of [...calls, ...others]) {
    const refusal = refusalOf(formula)
    expect([
      formula,
      await listed(formula).then(
        () => 'accepted',
        (error: Error) => error.message,
      ),
    ]).toEqual([formula, refusal === undefined ? 'accepted' : JSON.stringify(refusal)])
  }
})

function refusalOf(formula: string): unknown {
  try {
    compileFormula(formula, things ?? { fields: [] }, options)
    return undefined
  } catch (error) {
    if (error instanceof FormulaRefusal) return error.body.error
    throw error
  }
}
