import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse, parseAllDocuments } from 'yaml'

export const root: string = fileURLToPath(new URL('../..', import.meta.url))

export function textOf(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8')
}

interface ComposeService {
  readonly image?: string
  readonly user?: string
  readonly read_only?: boolean
  readonly profiles?: readonly string[]
  readonly secrets?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly command?: readonly string[]
  readonly volumes?: readonly string[]
  readonly mem_limit?: string
  readonly stop_grace_period?: string
}

/** deploy/compose.yaml, with its anchors put in. */
export const compose = parse(textOf('deploy/compose.yaml'), { merge: true }) as {
  readonly name: string
  readonly services: Readonly<Record<string, ComposeService>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}

export interface KubernetesObject {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> }
  readonly spec: Readonly<Record<string, never>>
}

export const kubernetes = parseAllDocuments(textOf('deploy/kubernetes/larder.yaml')).map(
  (document) => document.toJS() as KubernetesObject,
)

/** One instruction of a Dockerfile, its continued lines joined. */
export interface DockerInstruction {
  readonly name: string
  readonly rest: string
}

export function dockerfile(): readonly DockerInstruction[] {
  return textOf('deploy/Dockerfile')
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => {
      const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
      return { name, rest }
    })
}

/** What the stage of that number does, from 0. */
export function stage(number: number): readonly DockerInstruction[] {
  const starts = dockerfile().flatMap(({ name }, index) => (name === 'FROM' ? [index] : []))
  return dockerfile().slice(starts[number], starts[number + 1])
}

/** `Environment=` of the unit, several to a line. */
export function unitEnvironment(): Readonly<Record<string, string>> {
  const lines = [...textOf('deploy/systemd/larder.service').matchAll(/^Environment=(.*)$/gm)]
  return Object.fromEntries(lines.flatMap(([, text = '']) => assignmentsIn(text)))
}

/** `NAME=value` after `NAME=value`. */
export function assignmentsIn(text: string): readonly (readonly [name: string, value: string])[] {
  return [...text.matchAll(/(\w+)=("[^"]*"|\S*)/g)].map(([, name = '', value = '']) => [name, value])
}
