import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Reads "+ pid" and "- pid" until its input ends, which it does with this process, however that ends: then nothing of
 * the list, and nothing of the folder, is left. A process of its own group: Ctrl+C is not meant for it.
 */
const SCRIPT = `
trap '' INT TERM HUP
alive=
while read -r sign pid; do
  if [ "$sign" = + ]; then alive="$alive $pid"; continue; fi
  rest=
  for one in $alive; do [ "$one" = "$pid" ] || rest="$rest $one"; done
  alive=$rest
done
[ -z "$alive" ] || kill -9 $alive
sleep 0.1
rm -rf "$1"
`

interface Watchdog {
  readonly input: Socket
  readonly folder: string
}

let watchdog: Watchdog | undefined

/** Ends the child with SIGKILL when this process ends, even if that is by SIGKILL too. */
export function dieWithParent(child: ChildProcess): void {
  const { input } = started()
  const { pid } = child
  if (pid === undefined) return
  input.write(`+ ${pid}\n`)
  child.once('exit', () => input.write(`- ${pid}\n`))
}

/** A folder of the system's temporary one for what servers keep; it goes when this process ends. */
export function temporaryRoot(): string {
  return started().folder
}

function started(): Watchdog {
  watchdog ??= start()
  return watchdog
}

function start(): Watchdog {
  const folder = mkdtempSync(join(tmpdir(), 'larder-redis-'))
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'larder-watchdog', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  // Without a shell the servers work; they only outlive a test run that is killed.
  child.on('error', () => {})
  const input = child.stdin as Socket
  input.on('error', () => {})
  child.unref()
  input.unref()
  return { input, folder }
}
