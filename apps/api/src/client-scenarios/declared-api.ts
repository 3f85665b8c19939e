import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What a scenario is expected to use, as the package's declarations name it: `Table.find`, `static Airtable.base`. */
export interface DeclaredApi {
  readonly classes: readonly string[]
  /** Members of classes whose names do not begin with an underscore. */
  readonly members: readonly string[]
  /** Options of select(). */
  readonly selectOptions: readonly string[]
  /** Options of new Airtable(). */
  readonly clientOptions: readonly string[]
}

/** Reads the declarations that the installed package brings. */
export function declaredApi(): DeclaredApi {
  const folder = dirname(createRequire(import.meta.url).resolve('airtable'))
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.d.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const classes = [...text.matchAll(/^declare class (\w+)[^\n]*\{\n([\s\S]*?)^\}/gm)]
  return {
    classes: classes.map(([, name = '']) => name),
    members: classes.flatMap(([, name = '', body = '']) => membersOf(name, body)),
    selectOptions: keysOf(text, 'QueryParams'),
    clientOptions: keysOf(text, 'AirtableOptions'),
  }
}

function membersOf(name: string, body: string): readonly string[] {
  // Four spaces: what is deeper belongs to the type of a member.
  const members = [...body.matchAll(/^ {4}(static )?(?:readonly )?([a-zA-Z]\w*)[?(<:]/gm)]
  return members
    .filter(([, , member]) => member !== 'constructor')
    .map(([, isStatic = '', member = '']) => `${isStatic}${name}.${member}`)
}

function keysOf(text: string, name: string): readonly string[] {
  const [, body = ''] =
    new RegExp(String.raw`interface ${name}(?:<\w+>)? \{\n([\s\S]*?)\n *\}`).exec(text) ?? []
  return [...body.matchAll(/^ *(\w+)\?:/gm)].map(([, key = '']) => key)
}
