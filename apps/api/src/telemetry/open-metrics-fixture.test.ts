import { expect, test } from 'vitest'
import { parseOpenMetrics } from './open-metrics-fixture.ts'

const COUNTER = '# HELP a Some.\n# TYPE a counter\n'
const HISTOGRAM = '# HELP h Some.\n# TYPE h histogram\n'

test('reads counters, histograms and exemplars', () => {
  const text = `${COUNTER}a_total{x="1",y="a \\"b\\""} 2\n${HISTOGRAM}h_bucket{le="0.1"} 1 # {trace_id="ab"} 0.05 1.5\nh_bucket{le="+Inf"} 1\nh_sum 0.05\nh_count 1\n# EOF\n`

  const families = parseOpenMetrics(text)

  expect(families.get('a')?.samples).toMatchObject([{ labels: { x: '1', y: String.raw`a \"b\"` }, value: 2 }])
  expect(families.get('h')?.samples[0]?.exemplar).toEqual({ labels: { trace_id: 'ab' }, value: 0.05 })
})

test.each([
  ['no end', `${COUNTER}a_total 1\n`, /EOF/],
  ['a counter without _total', `${COUNTER}a 1\n# EOF\n`, /no family/],
  ['a sample without a family', 'a_total 1\n# EOF\n', /no family/],
  ['a series twice', `${COUNTER}a_total{x="1"} 1\na_total{x="1"} 2\n# EOF\n`, /twice/],
  ['a family twice', `${COUNTER}${COUNTER}# EOF\n`, /twice/],
  ['an empty line', `${COUNTER}a_total 1\n\n# EOF\n`, /no sample/],
  ['a quote in a label', `${COUNTER}a_total{x="a"b"} 1\n# EOF\n`, /no sample/],
  ['a negative counter', `${COUNTER}a_total -1\n# EOF\n`, /less than 0/],
  [
    'buckets that fall',
    `${HISTOGRAM}h_bucket{le="1"} 2\nh_bucket{le="+Inf"} 1\nh_sum 1\nh_count 1\n# EOF\n`,
    /cumulative/,
  ],
  ['no infinite bucket', `${HISTOGRAM}h_bucket{le="1"} 2\nh_sum 1\nh_count 2\n# EOF\n`, /buckets/],
  ['a count of its own', `${HISTOGRAM}h_bucket{le="+Inf"} 1\nh_sum 1\nh_count 2\n# EOF\n`, /_count/],
])('refuses %s', (_, text, reason) => {
  expect(() => parseOpenMetrics(text)).toThrow(reason)
})
