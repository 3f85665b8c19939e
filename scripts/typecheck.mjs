// Checks the types of everything: all that has the same options as one program, and those with options of their own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const PROGRAMS = [
  'tsconfig.check.json',
  'packages/api-contract/tsconfig.json',
  'apps/api/src/dashboard/client/tsconfig.json',
  'examples/tsconfig.json',
]

const codes = await Promise.all(
  PROGRAMS.map(async (program) => {
    const args = ['-p', program, '--noEmit']
    const [code] = await once(spawn(join('node_modules', '.bin', 'tsc'), args, { stdio: 'inherit' }), 'exit')
    return code
  }),
)
process.exit(codes.every((code) => code === 0) ? 0 : 1)
