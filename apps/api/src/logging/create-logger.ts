import { type DestinationStream, type Logger, pino } from 'pino'
import { currentRequest } from '../telemetry/request-context.ts'
import { lineForEyes } from './line-for-eyes.ts'
import { redactFields } from './redact-fields.ts'
import { redactText } from './redact-text.ts'

/**
 * Lines of JSON, each with the id of the request that it was written for, and none with what must not be told. `to`
 * defaults to standard output; where that is a terminal, the lines are for eyes.
 */
export function createLogger(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    mixin: () => {
      const id = currentRequest()?.id
      return id === undefined ? {} : { requestId: id }
    },
    formatters: { log: redactFields },
    // Errors are taken apart where they are redacted.
    serializers: { err: (error: unknown) => error },
    hooks: {
      logMethod(this: Logger, args: LogArguments, method: (...args: LogArguments) => void) {
        method.apply(this, redactedArguments(args))
      },
    },
  }
  const stream = to ?? (process.stdout.isTTY ? forEyes : undefined)
  return stream ? pino(options, stream) : pino(options)
}

const forEyes: DestinationStream = { write: (line) => void process.stdout.write(lineForEyes(line)) }

type LogArguments = Parameters<Logger['info']>

/** An error that is logged alone is its own message. */
function redactedArguments(args: LogArguments): LogArguments {
  const all: readonly unknown[] = args
  const [first] = all
  const given = all.length === 1 && first instanceof Error ? [first, first.message] : all
  return given.map((one) => (typeof one === 'string' ? redactText(one) : one)) as LogArguments
}
