/** The bearer keys of callers, as the document names them. */
export const KEY_SCHEME = 'larderKey'

/** What a key may do: in a base `read`, `write` or `manage`, each with those before; apart from bases `admin`. */
export type KeyRight = 'read' | 'write' | 'manage' | 'admin'

/** A key with this right is needed, where this Larder has keys. */
export function keyThatMay(right: KeyRight): { [KEY_SCHEME]: string[] }[] {
  return [{ [KEY_SCHEME]: [right] }]
}

/** Any key that this Larder knows. */
export const ANY_KEY: { [KEY_SCHEME]: string[] }[] = [{ [KEY_SCHEME]: [] }]

/** Open to everybody. */
export const NO_KEY: never[] = []

export const KEY_SECURITY_SCHEME = {
  type: 'http',
  scheme: 'bearer',
  description: `A key of Larder, as \`Authorization: Bearer …\`. Which rights it has stands in the configuration:

\`read\`, \`write\` and \`manage\` are given for each base, and each includes the one before; \`admin\` opens what Larder itself keeps and counts (\`/cache/…\`, \`/metrics\`), in no base.

In the mode \`pass-through\` callers present tokens of Airtable in its place, and what they may do Airtable decides. Without any key Larder answers on loopback only, and whoever reaches it may do everything.`,
} as const
