import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

const API = new URL('../apps/api/', import.meta.url)
const FOLDERS = ['assets/', 'src/dashboard/client/']
/** Of another page, or of no page. */
const OTHERS = /^docs\.css$|\.test\.ts$|\.json$/

/** The digest of the page that the pictures in docs/screenshots show. */
export const DIGEST_FILE: URL = new URL('../docs/screenshots/dashboard.sha256', import.meta.url)

/** Of all that the operator's page is made of. */
export function dashboardDigest(): string {
  const hash = createHash('sha256')
  for (const folder of FOLDERS)
    for (const name of readdirSync(new URL(folder, API)).toSorted()) {
      if (OTHERS.test(name)) continue
      hash.update(`${folder}${name}\0`).update(readFileSync(new URL(`${folder}${name}`, API)))
    }
  return hash.digest('hex')
}
