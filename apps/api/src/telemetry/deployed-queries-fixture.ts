import { readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'

const ROOT = new URL('../../../../', import.meta.url)

export const fileAt = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

export interface Target {
  /** Title of its panel. */
  readonly panel: string
  readonly expression: string
  /** With `{{label}}` for what the series say. */
  readonly legend: string
}

export interface Rule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: { readonly severity: string }
  readonly annotations: Readonly<Record<'summary' | 'description' | 'runbook', string>>
}

interface Dashboard {
  readonly panels: readonly {
    readonly title: string
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[]
  }[]
  readonly templating: {
    readonly list: readonly {
      readonly name: string
      readonly type: string
      readonly query: string | { readonly query: string }
    }[]
  }
}

const dashboard = (): Dashboard => JSON.parse(fileAt('deploy/grafana/larder-dashboard.json')) as Dashboard

/** What the panels of Grafana ask for. */
export function dashboardTargets(): readonly Target[] {
  return dashboard().panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({
      panel: title,
      expression: expr.replaceAll(/\$__(?:rate_interval|range)/g, '5m'),
      legend: legendFormat,
    })),
  )
}

/** Where, and what. */
type NamedExpression = readonly [string, string]

export function dashboardExpressions(): readonly NamedExpression[] {
  return dashboardTargets().map(({ panel, expression }) => [panel, expression])
}

/** The variables above the panels, each as an expression that asks for the label whose values it offers. */
export function dashboardVariables(): readonly NamedExpression[] {
  return dashboard()
    .templating.list.filter(({ type }) => type === 'query')
    .map(({ name, query }) => {
      const text = typeof query === 'string' ? query : query.query
      const [, series, label] = /^label_values\((.+), *(\w+)\)$/.exec(text) ?? []
      if (series === undefined) throw new Error(`No query for values of a label: ${text}`)
      return [`$${name}`, `count by (${label}) (${series})`]
    })
}

export function dashboardVariableNames(): readonly string[] {
  return dashboard().templating.list.map(({ name }) => name)
}

export function alertRules(): readonly Rule[] {
  const { groups } = parseYaml(fileAt('deploy/prometheus/alerts.yaml')) as {
    readonly groups: readonly { readonly rules: readonly Rule[] }[]
  }
  return groups.flatMap(({ rules }) => rules)
}
