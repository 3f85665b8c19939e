export interface ParsedSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
  readonly exemplar?:
    | { readonly labels: Readonly<Record<string, string>>; readonly value: number }
    | undefined
}

export interface ParsedFamily {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly samples: ParsedSample[]
}

/** What a sample of each type may be called, after the name of its family. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
}
const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABELS = String.raw`\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"(?:,(?=[a-zA-Z_]))?)*)\}`
const NUMBER = String.raw`[-+]?(?:\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|Inf|NaN)`
const SAMPLE = new RegExp(
  `^(${NAME})(?:${LABELS})? (${NUMBER})(?: # ${LABELS} (${NUMBER})(?: \\d+(?:\\.\\d+)?)?)?$`,
)

/**
 * Reads OpenMetrics 1.0 and forgives nothing: a family is described once, before its samples, which stand together; no
 * series comes twice; buckets add up; the last line is `# EOF`. Throws what is wrong, with the line.
 */
export function parseOpenMetrics(text: string): ReadonlyMap<string, ParsedFamily> {
  if (!text.endsWith('\n# EOF\n')) throw new Error('The text does not end with # EOF and a line feed.')
  const families = new Map<string, ParsedFamily>()
  const seen = new Set<string>()
  let family: ParsedFamily | undefined
  const lines = text.slice(0, -'# EOF\n'.length - 1).split('\n')
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string
    const help = new RegExp(`^# HELP (${NAME}) (.*)$`).exec(line)
    if (help) {
      const type = new RegExp(`^# TYPE ${help[1]} (\\w+)$`).exec(lines[++index] ?? '')?.[1]
      if (type === undefined || !SUFFIXES[type]) throw new Error(`No type follows ${line}`)
      family = { name: help[1] as string, type, help: help[2] as string, samples: [] }
      if (families.has(family.name)) throw new Error(`${family.name} is described twice.`)
      families.set(family.name, family)
      continue
    }
    const sample = sampleOf(line)
    if (!family || !belongs(sample, family))
      throw new Error(`This sample belongs to no family above it: ${line}`)
    const series = `${sample.name}${Object.entries(sample.labels)
      .map(([label, value]) => `${label}=${value}`)
      .sort()
      .join()}`
    if (seen.has(series)) throw new Error(`This series comes twice: ${line}`)
    seen.add(series)
    if (sample.exemplar && !/_bucket$|_total$/.test(sample.name))
      throw new Error(`This may have no exemplar: ${line}`)
    family.samples.push(sample)
  }
  for (const one of families.values()) checkValues(one)
  return families
}

function sampleOf(line: string): ParsedSample {
  const match = SAMPLE.exec(line)
  if (!match) throw new Error(`This line is no sample: ${line}`)
  const [, name = '', labels = '', value = '', exemplarLabels, exemplarValue = ''] = match
  return {
    name,
    labels: labelsOf(labels),
    value: numberOf(value),
    exemplar:
      exemplarLabels === undefined
        ? undefined
        : { labels: labelsOf(exemplarLabels), value: numberOf(exemplarValue) },
  }
}

function belongs({ name }: ParsedSample, family: ParsedFamily): boolean {
  return (SUFFIXES[family.type] ?? []).some((suffix) => name === family.name + suffix)
}

function labelsOf(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)) {
    if (name in labels) throw new Error(`The label ${name} comes twice: ${text}`)
    labels[name] = value
  }
  return labels
}

function numberOf(text: string): number {
  return Number(text.replace('Inf', 'Infinity'))
}

function checkValues({ name, type, samples }: ParsedFamily): void {
  if (type === 'counter' && samples.some(({ value }) => !(value >= 0)))
    throw new Error(`${name} is a counter, and less than 0.`)
  if (type !== 'histogram') return
  const bySeries = Map.groupBy(samples, ({ labels }) => JSON.stringify({ ...labels, le: undefined }))
  for (const [series, all] of bySeries) {
    const buckets = all.filter((sample) => sample.name === `${name}_bucket`)
    const bounds = buckets.map(({ labels }) => numberOf(labels['le'] ?? 'NaN'))
    const counts = buckets.map(({ value }) => value)
    if (!isAscending(bounds) || bounds.at(-1) !== Infinity)
      throw new Error(`${name}${series}: buckets ${bounds.join()}`)
    if (!isAscending(counts))
      throw new Error(`${name}${series}: buckets are not cumulative: ${counts.join()}`)
    const count = all.find((sample) => sample.name === `${name}_count`)?.value
    if (count !== counts.at(-1))
      throw new Error(`${name}${series}: _count is ${count}, the last bucket ${counts.at(-1)}`)
    for (const { labels, exemplar } of buckets)
      if (exemplar && exemplar.value > numberOf(labels['le'] ?? ''))
        throw new Error(`${name}: an exemplar beyond its bucket`)
  }
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value >= (values[index - 1] as number))
}
