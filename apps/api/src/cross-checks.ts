import type { AccessConfig } from './access/configured-keys.ts'
import type { AirtableConfig } from './config.ts'
import type { ConfigFile } from './config-file.ts'

export interface CheckedParts {
  readonly host: string
  readonly access: AccessConfig
  readonly airtable: Pick<AirtableConfig, 'apiKey' | 'endpointUrl'>
  readonly file: ConfigFile
}

/** What is right by itself and does not go together. */
export function crossChecks({ host, access, airtable, file }: CheckedParts): readonly string[] {
  const isPassThrough = access.mode === 'pass-through'
  const isSimulated = airtable.apiKey === undefined && !isPassThrough
  const problems: readonly (string | false)[] = [
    ...keysThatAreOne(access.keys),
    !isLoopback(host) &&
      !isPassThrough &&
      access.keys.length === 0 &&
      `HOST ${host} lets other machines in: set LARDER_API_KEY, which callers then present as their bearer token, or list keys in LARDER_CONFIG, or leave HOST at 127.0.0.1.`,
    isPassThrough &&
      airtable.apiKey !== undefined &&
      'LARDER_ACCESS is pass-through and AIRTABLE_API_KEY is set: callers present their own tokens then. Unset one of them.',
    isPassThrough &&
      file.keys.some(({ bases }) => Object.keys(bases).length > 0) &&
      'LARDER_ACCESS is pass-through and keys in LARDER_CONFIG name bases: these are opened by tokens of Airtable then. Leave "bases" out.',
    isPassThrough &&
      file.webhooks !== undefined &&
      "LARDER_ACCESS is pass-through and LARDER_CONFIG has webhooks: these take a token of Larder's own. Leave them out.",
    isPassThrough &&
      file.book !== undefined &&
      "LARDER_ACCESS is pass-through and LARDER_CONFIG has an assistant: it takes a token of Larder's own. Leave it out.",
    airtable.endpointUrl !== undefined &&
      isSimulated &&
      'AIRTABLE_ENDPOINT_URL is set without AIRTABLE_API_KEY: set the key too, or unset both to use the simulator.',
  ]
  return problems.filter((problem) => problem !== false)
}

/** Whichever is found first would decide what both may do. */
function keysThatAreOne(keys: AccessConfig['keys']): readonly string[] {
  return keys.flatMap(({ name, sha256 }, at) =>
    keys
      .slice(0, at)
      .filter((other) => other.sha256 === sha256 || other.name === name)
      .map((other) =>
        other.name === name
          ? `Two keys have the name ${name}: give one of them another.`
          : `The keys ${other.name} and ${name} are the same: make one for each with npm run larder-key.`,
      ),
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
