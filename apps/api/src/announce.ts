import { isDigest } from './access/api-key.ts'
import type { AccessConfig } from './access/configured-keys.ts'

/** What a program that has begun to serve is known by. */
export interface Announced {
  readonly url: string
  readonly runsOn: { readonly airtable: string; readonly redis: string }
  readonly access: AccessConfig
  /** Its variables, as they are to whoever reads this in the same shell. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The demo base, when the simulator stands in for Airtable. */
  readonly demoBase: string | undefined
}

/** What `npm start` prints: where it serves, on what, and requests that work as they stand, but for the key. */
export function announcement(announced: Announced): string {
  const { url, runsOn, demoBase } = announced
  const [base, table] = demoBase === undefined ? ['{base}', '{table}'] : [demoBase, 'Reservas']
  const [callers, admins] = [callersKey(announced), adminsKey(announced)]
  const [asCaller, asAdmin] = [headerOf(callers), headerOf(admins)]
  const words = [...new Set([callers, admins])].filter((key) => key === KEY || key === ADMIN_KEY)
  const talk =
    demoBase === undefined
      ? []
      : [
          `  Talk      curl ${url}/assistant/messages${asCaller} -H 'content-type: application/json' -d '{"message":"Hola, ¿hay mesa para 4 el viernes a las nueve?"}'`,
        ]
  return [
    `Larder serves ${url}`,
    `  Airtable  ${runsOn.airtable}`,
    `  Redis     ${runsOn.redis}`,
    `  Next      curl '${url}/v0/${base}/${table}?pageSize=3'${asCaller}`,
    `            curl ${url}/cache/stats${asAdmin}    curl ${url}/cache/health${asAdmin}`,
    ...talk,
    ...(words.length === 0
      ? []
      : [`  Keys      put yours in the place of ${words.join(' and of ')}: none stands in a variable`]),
    `  Look      ${url}/ in a browser`,
  ].join('\n')
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
