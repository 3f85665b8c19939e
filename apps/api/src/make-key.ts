import { newApiKey, sha256Of } from './access/api-key.ts'

/** A new key, and what of it goes where, for people. The key itself is in this text and nowhere else. */
export function newKeyText(name: string): string {
  if (!/^[\w.@-]{1,64}$/.test(name))
    throw new Error(`The name of a key must be 1 to 64 letters, digits, "_", "-", "." or "@".`)
  const key = newApiKey()
  const sha256 = `sha256:${sha256Of(key)}`
  const entry = JSON.stringify({ name, sha256, bases: { appXXXXXXXXXXXXXX: 'read' } })
  return `Key     ${key}
        for whoever is to call; it cannot be shown again
Digest  ${sha256}
        for LARDER_API_KEY, LARDER_ADMIN_KEY or METRICS_KEY, or for "keys" in the file that LARDER_CONFIG names:
        ${entry}`
}
