import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compose, kubernetes, textOf, unitEnvironment } from './deploy-files.ts'

/** Names of the files that variables like `AIRTABLE_API_KEY_FILE` point to. */
function filesIn(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment)
    .filter(([name]) => name.endsWith('_FILE'))
    .map(([, path = '']) => path.split('/').at(-1) as string)
    .toSorted()
}

function matchesIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].toSorted()
}

test('every secret of compose is given to who reads it, and made by the commands of the page', () => {
  const { services, secrets } = compose
  for (const [name, { environment = {}, secrets: given = [] }] of Object.entries(services))
    if (name.startsWith('larder-')) expect([name, given.toSorted()]).toEqual([name, filesIn(environment)])
  const made = matchesIn(textOf('docs/deployment.md'), /> secrets\/(\w+)/g)

  expect(made).toEqual(Object.keys(secrets).toSorted())
})

test('Prometheus has a key that opens /metrics alone', () => {
  const { services, secrets } = compose
  const prometheus = parse(textOf('deploy/prometheus/compose.yaml')) as {
    readonly scrape_configs: readonly { readonly authorization: { readonly credentials_file: string } }[]
  }

  expect(services['prometheus']?.secrets).toEqual(['metrics_key'])
  expect(prometheus.scrape_configs[0]?.authorization.credentials_file).toBe('/run/secrets/metrics_key')
  expect(secrets['metrics_key']?.file).toBe('./secrets/metrics_key')
  expect(services['larder-a']?.environment?.['METRICS_KEY']).toBe('${METRICS_KEY:-}')
})

test('the secret of Kubernetes is made with all that the pod reads, in its file and on the page', () => {
  const deployment = kubernetes.find(({ kind }) => kind === 'Deployment')?.spec as unknown as {
    readonly template: {
      readonly spec: { readonly containers: readonly [{ readonly env: readonly Variable[] }] }
    }
  }
  const [{ env }] = deployment.template.spec.containers
  const read = filesIn(Object.fromEntries(env.map(({ name, value }) => [name, value])))

  for (const page of ['deploy/kubernetes/larder.yaml', 'docs/deployment.md'])
    expect([page, matchesIn(textOf(page), /--from-literal=([\w-]+)=/g)]).toEqual([page, read])
})

test('the unit of systemd loads what it reads', () => {
  const loaded = matchesIn(textOf('deploy/systemd/larder.service'), /^LoadCredential=(\w+):/gm)

  expect(loaded).toEqual(filesIn(unitEnvironment()))
})

interface Variable {
  readonly name: string
  readonly value: string
}
