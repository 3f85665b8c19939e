import { readFileSync } from 'node:fs'
import type { FreshnessPolicies } from '@larder/airtable-adapter'
import { z } from 'zod'
import { digitsOf } from './access/api-key.ts'
import type { AccessKey } from './access/key-access.ts'
import { rateRule } from './access/rate-rule.ts'
import { type BookConfig, bookSection } from './assistant/book-config.ts'
import { SCOPES } from './access/caller.ts'

/** What is too much for variables: who may do what, and how fresh answers must be. docs/endpoint.md has an example. */
export interface ConfigFile {
  readonly keys: readonly AccessKey[]
  readonly freshness: FreshnessPolicies
  readonly webhooks: WebhooksConfig | undefined
  /** Tables that are copied as a whole, ids or names, by base. */
  readonly mirror: Readonly<Record<string, readonly string[]>>
  /** What the assistant keeps; `undefined`: nothing but the demo base. */
  readonly book: BookConfig | undefined
}

/** Bases that are followed through Airtable's webhooks. */
export interface WebhooksConfig {
  readonly bases: readonly string[]
  /** Where Airtable reaches Larder; `undefined`: it is asked, and sends no pings. */
  readonly publicUrl?: string | undefined
  readonly pollIntervalMs?: number | undefined
}

/** Longest duration that the shared tier can store, in ms (49 days). */
const MAX_DURATION_MS = 2 ** 32 - 1

const milliseconds = z
  .int({ error: 'must be a whole number of milliseconds' })
  .min(0)
  .max(MAX_DURATION_MS)
  .optional()
const consistency = z.enum(['strict', 'bounded'], { error: 'must be "strict" or "bounded"' }).optional()
const baseId = z
  .string()
  .regex(/^(app[0-9A-Za-z]{14}|\*)$/, 'must be a base id (app and 14 letters or digits), or *')

const policy = {
  ttlMs: milliseconds,
  staleWhileRevalidateMs: milliseconds,
  staleIfErrorMs: milliseconds,
  softTimeoutMs: milliseconds,
  consistency,
}

const accessKey = z.strictObject({
  name: z.string().regex(/^[\w.@-]{1,64}$/, 'must be 1 to 64 letters, digits, "_", "-", "." or "@"'),
  sha256: z.string().transform((text, context) => {
    const digits = digitsOf(text)
    if (digits !== undefined) return digits
    context.addIssue({ code: 'custom', message: 'must be 64 hexadecimal digits, as of: npm run larder-key' })
    return z.NEVER
  }),
  bases: z.record(baseId, z.enum(SCOPES, { error: `must be one of ${SCOPES.join(', ')}` })).default({}),
  admin: z.boolean().default(false),
  consistency,
  rateLimit: rateRule,
})

const file = z.strictObject({
  keys: z
    .array(accessKey)
    .default([])
    .refine((keys) => areDifferent(keys.map(({ name }) => name)), 'must have different names')
    .refine((keys) => areDifferent(keys.map(({ sha256 }) => sha256)), 'must be different'),
  freshness: z
    .strictObject({
      ...policy,
      bases: z
        .record(
          baseId.refine((id) => id !== '*', 'must be a base id; what holds for all stands beside "bases"'),
          z.strictObject({ ...policy, tables: z.record(z.string(), z.strictObject(policy)).optional() }),
        )
        .optional(),
    })
    .default({}),
  webhooks: z
    .strictObject({
      bases: z
        .array(baseId.refine((id) => id !== '*', 'must be a base id'))
        .min(1, 'must name at least one base'),
      publicUrl: z
        .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' })
        .refine((url) => /^[^@?#]*$/.test(url), 'must have no user, password, query or fragment')
        .transform((url) => url.replace(/\/+$/, ''))
        .optional(),
      pollIntervalMs: z.int().min(1_000, 'must be at least 1000').max(86_400_000).optional(),
    })
    .optional(),
  assistant: bookSection,
  mirror: z
    .record(
      baseId.refine((id) => id !== '*', 'must be a base id'),
      z.array(z.string().min(1)).min(1, 'must name at least one table'),
    )
    .default({}),
})

/** Reads the file; the problems name the place and the remedy, and never a value. */
export function readConfigFile(path: string): {
  readonly file?: ConfigFile
  readonly problems: readonly string[]
} {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return { problems: [`LARDER_CONFIG ${path} cannot be used: ${reasonOf(error)}`] }
  }
  const { data, error } = file.safeParse(json)
  if (!data) return { problems: error.issues.map((issue) => `LARDER_CONFIG ${path}: ${told(issue)}`) }
  const { freshness, webhooks, mirror, assistant: book } = data
  const keys = data.keys.map(({ admin, ...key }) => ({ ...key, isAdmin: admin }))
  const problems = Object.keys(mirror)
    .filter((base) => !webhooks?.bases.includes(base))
    .map(
      (base) =>
        `LARDER_CONFIG ${path}: mirror.${base} must be one of webhooks.bases: copies are kept right by what these tell.`,
    )
  return { file: { keys, freshness, webhooks, mirror, book }, problems }
}

function told({ path, message }: z.core.$ZodIssue): string {
  return `${path.length === 0 ? 'the file' : path.join('.')} ${message}.`
}

function areDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}

/** Without the text around a syntax error: it may be a key. */
function reasonOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown }
  if (code === 'ENOENT') return 'there is no such file.'
  if (typeof code === 'string') return `it cannot be read (${code}).`
  return 'it is not valid JSON.'
}
