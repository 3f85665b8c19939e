import { readFileSync } from 'node:fs'

/** Variables whose values nobody is to see. Each may be given as a file instead, by the same name with `_FILE`. */
export const SECRET_VARIABLES = [
  'LARDER_API_KEY',
  'LARDER_ADMIN_KEY',
  'METRICS_KEY',
  'REDIS_URL',
  'REDIS_SENTINEL_PASSWORD',
  'AIRTABLE_API_KEY',
  'ASSISTANT_CACHE_SECRET',
  'OPENAI_API_KEY',
  'DEEPSEEK_API_KEY',
] as const

/**
 * The environment with what stands in files that `…_FILE` names, as service managers hand out secrets: the environment of
 * a process can be read by more than a file can. White space around a secret is left out.
 */
export function withSecretFiles(given: Readonly<Record<string, string>>): {
  readonly given: Readonly<Record<string, string>>
  readonly problems: readonly string[]
} {
  const read: Record<string, string> = {}
  const problems: string[] = []
  for (const name of SECRET_VARIABLES) {
    const path = given[`${name}_FILE`]
    if (path === undefined) continue
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set: set one of them.`)
    try {
      read[name] = readFileSync(path, 'utf8').trim()
      if (read[name] === '') problems.push(`${name}_FILE names a file that is empty.`)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
      problems.push(`${name}_FILE names a file that cannot be read (${code}).`)
    }
  }
  return { given: { ...given, ...read }, problems }
}
