import type { AccessConfig } from './access/configured-keys.ts'

/** What a program that has begun to serve is known by. */
export interface Announced {
  readonly url: string
  readonly runsOn: { readonly airtable: string; readonly redis: string }
  /** Why Redis is of no help now. */
  readonly redisTrouble: string | undefined
  readonly access: AccessConfig
  /** The demo base, when the simulator stands in for Airtable. */
  readonly demoBase: string | undefined
}

/**
 * What `npm start` prints: where it serves, on what, and requests that work as they stand, but for the key. On the demo
 * base no line is longer than 80 columns.
 */
export function announcement({ url, runsOn, redisTrouble, access, demoBase }: Announced): string {
  const [base, table] = demoBase === undefined ? ['{base}', '{table}'] : [demoBase, 'Reservas']
  const asCaller = headerOf(callersKey(access))
  const asAdmin = headerOf(adminsKey(access))
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

/** `undefined` where none is asked for. */
function callersKey(access: AccessConfig): string | undefined {
  return access.mode === 'pass-through'
    ? '$AIRTABLE_TOKEN'
    : access.keys.length === 0
      ? undefined
      : nameOfKey(access, false)
}

function adminsKey(access: AccessConfig): string | undefined {
  return access.mode === 'keys' && access.keys.length === 0 ? undefined : nameOfKey(access, true)
}

/** Keys of these names are those of the variables. */
const VARIABLES: ReadonlySet<string> = new Set(['LARDER_API_KEY', 'LARDER_ADMIN_KEY'])

/** The variable that holds a key that will do; a word where it is known by its digest alone. */
function nameOfKey({ keys }: AccessConfig, isAdmin: boolean): string {
  const variable = keys.find(
    (key) => VARIABLES.has(key.name) && (key.isAdmin || !isAdmin) && (isAdmin || '*' in key.bases),
  )
  if (variable) return `$${variable.name}`
  return isAdmin ? 'ADMIN_KEY' : 'KEY'
}
