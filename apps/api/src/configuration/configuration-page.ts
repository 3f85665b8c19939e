import { SECRET_VARIABLES } from '../secret-files.ts'
import type { DeclaredVariable } from './declared-variable.ts'
import { VARIABLE_GROUPS } from './declared-variables.ts'

const HEAD = `# Configuration

<!-- Made by \`pnpm docs:configuration\` from what the code declares: change it there. -->

Everything is set by variables of the environment; what is too much for variables stands in the file that \`LARDER_CONFIG\` names. An empty variable counts as absent. A configuration that cannot be used ends the program with exit code 1 and one message that lists every problem with its remedy; what is wrong with an \`OTEL_\` variable is a warning in the log, and so is a name that nothing reads and that differs from one below by a slip.

**Secrets**, marked with 🔒, may each stand in a file instead, which the same name with \`_FILE\` names: \`AIRTABLE_API_KEY_FILE=/run/secrets/airtable\`. White space around them is left out. No message, log or answer tells them.`

/** docs/configuration.md. */
export function configurationPage(): string {
  const tables = VARIABLE_GROUPS.map(
    ({ title, variables }) =>
      `## ${title}\n\n| variable | default | meaning |\n|---|---|---|\n${variables.map(rowOf).join('\n')}`,
  )
  return `${[HEAD, ...tables].join('\n\n')}\n`
}

function rowOf({ name, fallback, without, meaning }: DeclaredVariable): string {
  const isSecret = SECRET_VARIABLES.some((secret) => secret === name)
  return `| \`${name}\`${isSecret ? ' 🔒' : ''} | ${fallback === undefined ? without : `\`${fallback}\``} | ${meaning} |`
}
