import { fileURLToPath } from 'node:url'
import { type ServerProcess, startServer } from './server-process.ts'

const MAIN = fileURLToPath(new URL('../../api/src/main.ts', import.meta.url))

/** Starts Larder with these variables. */
export function startLarder(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  return startServer({ path: MAIN, env })
}
