import { parser } from '@prometheus-io/lezer-promql'

/** What an expression asks for: names of series, each with the labels that are matched or grouped by around it. */
export interface PromqlUse {
  readonly metrics: ReadonlyMap<string, ReadonlySet<string>>
}

/** Labels of Prometheus's own making. */
const FROM_PROMETHEUS = new Set(['job', 'instance'])

/** Reads an expression by the grammar of Prometheus itself. Throws where it is none. Labels of a grouping count for every series below it. */
export function usedBy(expression: string): PromqlUse {
  const metrics = new Map<string, Set<string>>()
  const text = ({ from, to }: { readonly from: number; readonly to: number }) => expression.slice(from, to)
  const groupings: { readonly to: number; readonly labels: readonly string[] }[] = []
  parser.parse(expression).iterate({
    enter: (node) => {
      if (node.type.isError) throw new Error(`No PromQL at ${node.from}: ${expression}`)
      if (node.name === 'AggregateExpr') {
        const labels =
          node.node.getChild('AggregateModifier')?.getChild('GroupingLabels')?.getChildren('LabelName') ?? []
        groupings.push({ to: node.to, labels: labels.map(text) })
      }
      if (node.name !== 'VectorSelector') return
      const name = node.node.getChild('Identifier')
      if (!name) throw new Error(`A selector without a name: ${expression}`)
      const labels = metrics.get(text(name)) ?? new Set()
      metrics.set(text(name), labels)
      const matchers = node.node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
      for (const matcher of matchers) labels.add(text(matcher.getChild('LabelName') ?? matcher))
      for (const { to, labels: grouped } of groupings)
        if (to >= node.to) for (const label of grouped) labels.add(label)
      for (const label of FROM_PROMETHEUS) labels.delete(label)
    },
  })
  return { metrics }
}

/** The labels that the lines of an expression have: those of the outermost grouping. */
export function groupedBy(expression: string): readonly string[] {
  const outermost = /\bby \(([^)]*)\)/.exec(expression)?.[1] ?? ''
  return outermost.split(/, */)
}
