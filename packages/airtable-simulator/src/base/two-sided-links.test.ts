import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FakeClock, SeededRandom } from '@larder/cache-core/testing'
import { linksOf, type SimulatedTable } from './simulated-table.ts'
import type { BaseChanges } from './base-changes.ts'
import { readBase } from './read-base.ts'
import { SimulatedBase } from './simulated-base.ts'

const name = { id: 'fldName0000000000', name: 'Name', type: 'singleLineText' }
const link = (id: string, linkedTableId: string, inverseLinkFieldId: string) => ({
  id,
  name: id.slice(3),
  type: 'multipleRecordLinks',
  options: { linkedTableId, inverseLinkFieldId },
})

/** Two tables linked to each other, and one of them to itself, in two fields and in one. */
function newBase(): SimulatedBase {
  const tables = [
    {
      id: 'tblA0000000000000',
      name: 'A',
      primaryFieldId: name.id,
      fields: [
        name,
        link('fldToB00000000000', 'tblB0000000000000', 'fldToA00000000000'),
        link('fldParent00000000', 'tblA0000000000000', 'fldChild000000000'),
        link('fldChild000000000', 'tblA0000000000000', 'fldParent00000000'),
        link('fldTwin0000000000', 'tblA0000000000000', 'fldTwin0000000000'),
      ],
    },
    {
      id: 'tblB0000000000000',
      name: 'B',
      primaryFieldId: name.id,
      fields: [name, link('fldToA00000000000', 'tblA0000000000000', 'fldToB00000000000')],
    },
  ]
  return new SimulatedBase(
    readBase({ id: 'appLinks000000001', tables }),
    new FakeClock(),
    new SeededRandom(1),
  )
}

/** Every link has its inverse, once, and leads somewhere. */
function brokenLinks(base: SimulatedBase): readonly string[] {
  return base.tables.flatMap((table) =>
    table.schema.fields.flatMap(({ id: fieldId, options }) => {
      const linked = base.findTable(options?.linkedTableId ?? '')
      if (!linked) return []
      return [...table.records.values()].flatMap((record) => {
        const links = linksOf(record, fieldId)
        const isBroken = links.some((id) => {
          const other = linked.records.get(id)
          return !other || !linksOf(other, options?.inverseLinkFieldId ?? '').includes(record.id)
        })
        return isBroken || new Set(links).size < links.length
          ? [`${table.schema.name}.${fieldId} ${record.id}`]
          : []
      })
    }),
  )
}

interface Step {
  readonly kind: 'create' | 'update' | 'delete'
  readonly isB: boolean
  readonly row: number
  readonly field: number
  readonly links: readonly number[]
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('create', 'update', 'update', 'delete'),
    isB: fc.boolean(),
    row: fc.nat(20),
    field: fc.nat(3),
    links: fc.array(fc.nat(20), { maxLength: 4 }),
  }),
  { maxLength: 40 },
)

function take(base: SimulatedBase, { kind, isB, row, field, links }: Step): void {
  const [a, b] = base.tables as [SimulatedTable, SimulatedTable]
  const table = isB ? b : a
  const rows = [...table.records.values()]
  const record = rows[row % rows.length]
  const fields = table.schema.fields.filter(({ type }) => type === 'multipleRecordLinks')
  const written = fields[field % fields.length]
  const targets = [...(base.findTable(written?.options?.linkedTableId ?? '')?.records.keys() ?? [])]
  const ids = targets.length > 0 ? links.map((at) => targets[at % targets.length] ?? '') : []
  const person = base.asUser()
  if (kind === 'create' || !record) person.createRecords(table.schema.name, { [written?.id ?? '']: ids })
  else if (kind === 'update') person.updateRecord(table.schema.name, record.id, { [written?.id ?? '']: ids })
  else person.deleteRecord(table.schema.name, record.id)
}

test('links stand on both sides, whatever is written and deleted', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const base = newBase()
      for (const step of all) {
        take(base, step)
        expect(brokenLinks(base)).toEqual([])
      }
    }),
    { numRuns: 300, seed: 20_260_110 },
  )
})

test('whoever watches is told of every record that a change touches, and of no other', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const base = newBase()
      let last: BaseChanges | undefined
      base.observer = { isWatching: true, watchesView: () => false, onChanges: (changes) => (last = changes) }
      // Three steps are one change, as a request with a batch is.
      for (let at = 0; at < all.length; at += 3) {
        const before = snapshot(base)
        base.transact({ source: 'client' }, () => all.slice(at, at + 3).forEach((step) => take(base, step)))
        expect(toldBy(last)).toEqual(differences(before, snapshot(base)))
      }
    }),
    { numRuns: 200, seed: 20_260_110 },
  )
})

type Rows = ReadonlyMap<string, string>

function snapshot(base: SimulatedBase): Rows {
  const rows = base.tables.flatMap(({ records }) => [...records.values()])
  return new Map(rows.map(({ id, cells }) => [id, JSON.stringify(sorted(cells))]))
}

function differences(before: Rows, after: Rows): readonly string[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => before.get(id) !== after.get(id)).toSorted()
}

/** A record that was touched may be as it was in the end: what webhooks compare before they tell. */
function toldBy(changes: BaseChanges | undefined): readonly string[] {
  return [...(changes?.tables.values() ?? [])]
    .flatMap(({ created, changed, destroyed }) => [
      ...created.keys(),
      ...destroyed.keys(),
      ...[...changed].flatMap(([id, { record, before }]) => (isSame(record.cells, before.cells) ? [] : [id])),
    ])
    .toSorted()
}

/** Links alone have cells here, and names are empty: ids say it all. */
function isSame(cells: ReadonlyMap<string, unknown>, before: ReadonlyMap<string, unknown>): boolean {
  const then = [...before].map(([field, links]): [string, unknown] => [
    field,
    (links as { readonly id: string }[]).map(({ id }) => id),
  ])
  return JSON.stringify(sorted(cells)) === JSON.stringify(sorted(new Map(then)))
}

function sorted(cells: ReadonlyMap<string, unknown>): readonly (readonly [string, unknown])[] {
  return [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
