import { describe, expect, test } from 'vitest'
import { dashboardTargets, dashboardVariableNames, fileAt } from './deployed-queries-fixture.ts'
import { groupedBy, usedBy } from './promql-fixture.ts'

/** Metrics of our own that no panel shows, and why not. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  larder_mirror_loads_total: 'how a mirror does shows in its age',
  larder_mirror_records_read_total: 'it is a part of the requests to Airtable',
  larder_mirror_state: 'a mirror that does not hold ages',
  larder_redis_commands_in_flight: 'commands that wait show in how long reads take',
  larder_redis_connections_open: 'it changes with servers in service alone',
  larder_redis_status: 'the servers are shown one by one',
  larder_webhook_payloads_total: 'what they bring shows in the lag',
  larder_webhook_pings_total: 'what they bring shows in the lag',
  larder_webhook_recreations_total: 'what it costs shows in the gaps',
  larder_webhook_refused_pings_total: 'they are among the answers that were errors',
}

const targets = dashboardTargets()

test('every metric of our own is in a panel, or left out for a reason', () => {
  const all = [...fileAt('docs/operations.md').matchAll(/^\| `(larder_\w+)/gm)].map(([, name = '']) => name)
  const used = targets.flatMap(({ expression }) => [...usedBy(expression).metrics.keys()])
  const shown = new Set(used.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')))

  expect(all.length).toBeGreaterThan(50)
  expect(all.filter((name) => !shown.has(name)).toSorted()).toEqual(Object.keys(LEFT_OUT).toSorted())
})

describe.each(targets)('$panel: $legend', ({ expression, legend }) => {
  test('names in the legend what tells its lines apart', () => {
    const named = [...legend.matchAll(/\{\{(.*?)\}\}/g)].map(([, label]) => label)

    expect(named.filter((label) => !groupedBy(expression).includes(label ?? ''))).toEqual([])
  })

  test('asks for variables that the page has', () => {
    const asked = [...expression.matchAll(/\$(\w+)/g)].map(([, name]) => name)

    expect(asked).toEqual(expect.arrayContaining(['job', 'instance']))
    expect(asked.filter((name) => !dashboardVariableNames().includes(name ?? ''))).toEqual([])
  })
})
