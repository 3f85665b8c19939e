import { isDigest } from './access/api-key.ts'
import type { AccessConfig } from './access/configured-keys.ts'

/** What a program that has begun to serve is known by. */
export interface Announced {
  readonly url: string
  readonly runsOn: { readonly airtable: string; readonly redis: string }
  /** Why Redis is of no help now. */
  readonly redisTrouble: string | undefined
  readonly access: AccessConfig
  /** Its variables, as they are to whoever reads this in the same shell. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The demo base, when the simulator stands in for Airtable. */
  readonly demoBase: string | undefined
}

/**
 * What `npm start` prints: where it serves, on what, and requests that work as they stand, but for the key. On the demo
 * base no line is longer than 80 columns.
 */
export function announcement(announced: Announced): string {
  const { url, runsOn, redisTrouble, demoBase } = announced
  const [base, table] = demoBase === undefined ? ['{base}', '{table}'] : [demoBase, 'Reservas']
  const [callers, admins] = [callersKey(announced), adminsKey(announced)]
  const [asCaller, asAdmin] = [headerOf(callers), headerOf(admins)]
  const words = [...new Set([callers, admins])].filter((key) => key === KEY || key === ADMIN_KEY)
  const trouble = redisTrouble === undefined ? '' : `\n${redisTrouble}\nMemory serves alone until it is back.`
  const talk =
    demoBase === undefined
      ? []
      : [
          `  curl ${url}/assistant/messages${asCaller} \\`,
          "    -H 'content-type: application/json' \\",
          `    -d '{"message":"Hola, ¿hay mesa para 4 el viernes a las nueve?"}'`,
        ]
  return [
    `Larder serves ${url}`,
    entry('Airtable', runsOn.airtable),
    entry('Redis', runsOn.redis + trouble),
    'Ask it from another terminal:',
    `  curl '${url}/v0/${base}/${table}?pageSize=3'${asCaller}`,
    `  curl ${url}/cache/stats${asAdmin}`,
    `  curl ${url}/cache/health${asAdmin}`,
    ...talk,
    ...(words.length === 0
      ? []
      : [`Put your keys in the place of ${words.join(' and of ')}: none stands in a variable.`]),
    `Or look at ${url}/ in a browser.`,
  ].join('\n')
}

function entry(name: string, text: string): string {
  return `  ${name.padEnd(10)}${text.replaceAll('\n', `\n${' '.repeat(12)}`)}`
}

/** Never the key itself: what is printed is kept in logs. In double quotes the shell puts a variable in. */
function headerOf(key: string | undefined): string {
  return key === undefined ? '' : ` -H "authorization: Bearer ${key}"`
}

const KEY = 'KEY'
const ADMIN_KEY = 'ADMIN_KEY'

/** `undefined` where none is asked for. */
function callersKey(announced: Announced): string | undefined {
  const { mode, keys } = announced.access
  if (mode === 'pass-through') return '$AIRTABLE_TOKEN'
  return keys.length === 0 ? undefined : nameOfKey(announced, false)
}

function adminsKey(announced: Announced): string | undefined {
  const { mode, keys } = announced.access
  return mode === 'keys' && keys.length === 0 ? undefined : nameOfKey(announced, true)
}

/** Keys of these names are those of the variables. */
const VARIABLES: ReadonlySet<string> = new Set(['LARDER_API_KEY', 'LARDER_ADMIN_KEY'])

/** The variable that holds a key that will do; a word where there is none, but a digest or a file. */
function nameOfKey({ access: { keys }, environment }: Announced, isAdmin: boolean): string {
  const isHeld = (text: string | undefined) => text !== undefined && text !== '' && !isDigest(text)
  const variable = keys.find(
    (key) =>
      VARIABLES.has(key.name) && isHeld(environment[key.name]) && (isAdmin ? key.isAdmin : '*' in key.bases),
  )
  if (variable) return `$${variable.name}`
  return isAdmin ? ADMIN_KEY : KEY
}
