// Installs a package with the system's package manager, where this process may.
import { spawnSync } from 'node:child_process'

/**
 * `installers`: arguments for each manager that has it. True when one of them was there and has succeeded. Nothing is
 * started: packages of servers would start them.
 */
export function install(name, installers) {
  for (const [manager, args] of Object.entries(installers)) {
    if (!isThere(manager) || (manager !== 'brew' && process.getuid?.() !== 0)) continue
    console.log(`No ${name} on PATH: installing it with ${manager} …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    const steps = manager === 'apt-get' ? [['update', '-qq'], args] : [args]
    return steps.every(
      (step) => spawnSync(manager, step, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0,
    )
  }
  return false
}

function isThere(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}
