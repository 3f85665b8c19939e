import { StoreError } from '@larder/cache-core'
import type { Redis } from 'ioredis'

/** The id of this life of the server; '' when the user may not ask for it. */
export async function askServerId(client: Redis): Promise<string> {
  const text = await client.info('server').catch((error: unknown) => {
    if (error instanceof Error && error.message.startsWith('NOPERM')) return ''
    throw error
  })
  return /^run_id:(\w+)/m.exec(text)?.[1] ?? ''
}

/**
 * Asks for a database once more, and rejects with what to do when it is refused: the client goes on without it, in database
 * 0, which is somebody else's.
 */
export async function selectDatabase(client: Redis, db: number, where: string): Promise<void> {
  if (db === 0) return
  try {
    await client.select(db)
  } catch (error) {
    const remedy = remedyOf(error)
    if (remedy === undefined) throw error
    throw new StoreError(
      'STORE_MISCONFIGURED',
      'all',
      `Redis at ${where} does not give database ${db}: ${remedy}.`,
    )
  }
}

function remedyOf(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : ''
  if (text.startsWith('NOPERM')) return 'extend the ACL of this user by +select (NOPERM)'
  if (text.includes('out of range'))
    return 'it has fewer; correct the number in the URL, or raise "databases"'
  // Redis in cluster mode, and services that know of none but 0.
  return text.startsWith('ERR') ? 'leave the number out of the URL, or give one that it has' : undefined
}
