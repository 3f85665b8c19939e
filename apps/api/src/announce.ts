import type { AccessConfig } from './config.ts'

/** What a program that has begun to serve is known by. */
export interface Announced {
  readonly url: string
  readonly runsOn: { readonly airtable: string; readonly redis: string }
  readonly access: AccessConfig
  /** The demo base, when the simulator stands in for Airtable. */
  readonly demoBase: string | undefined
}

/** What `npm start` prints: where it serves, on what, and requests that work as they stand, but for the key. */
export function announcement({ url, runsOn, access, demoBase }: Announced): string {
  const [base, table] = demoBase === undefined ? ['{base}', '{table}'] : [demoBase, 'Reservas']
  const asCaller = headerOf(callersKey(access))
  const asAdmin = headerOf(adminsKey(access))
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
    `  Look      ${url}/ in a browser`,
  ].join('\n')
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

/** The variable that holds a key that will do; a word where it is known by its digest alone. */
function nameOfKey({ keys }: AccessConfig, isAdmin: boolean): string {
  return keys.some(({ name }) => name === 'LARDER_API_KEY')
    ? '$LARDER_API_KEY'
    : isAdmin
      ? 'ADMIN_KEY'
      : 'KEY'
}
