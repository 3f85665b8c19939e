import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file of the configuration, for as long as `body` runs. */
export async function withConfigFile(content: object, body: (path: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'larder-config-'))
  const path = join(directory, 'larder.json')
  writeFileSync(path, JSON.stringify(content))
  try {
    await body(path)
  } finally {
    rmSync(directory, { recursive: true })
  }
}
