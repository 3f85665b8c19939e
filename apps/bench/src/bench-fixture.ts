import { spawnSync } from 'node:child_process'

export const MAIN: string = new URL('./main.ts', import.meta.url).pathname

/** `pnpm bench` with these arguments. */
export function bench(...args: readonly string[]): {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
} {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=@larder/source', MAIN, ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}
