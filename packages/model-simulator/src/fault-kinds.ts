const ERROR_FAULTS = [
  '400',
  '400-context',
  '401',
  '402',
  '403',
  '404',
  '408',
  '409',
  '413',
  '422',
  '429',
  '429-slow-down',
  '429-quota',
  '429-credit',
  '500',
  '502',
  '503',
  '504',
] as const

const WIRE_FAULTS = ['hang', 'reset', 'html', 'stall', 'cut', 'stream-error', 'no-finish', 'latency'] as const

const CONTENT_FAULTS = [
  'blank',
  'not-json',
  'schema-mismatch',
  'length',
  'content-filter',
  'out-of-resources',
  'refusal',
] as const

/** Answered as the provider answers when this goes wrong, before the request does anything. */
export type ErrorFault = (typeof ERROR_FAULTS)[number]

/**
 * What happens on the way. `hang` never answers and `reset` breaks the connection, both before anything is sent;
 * `html` is a page with status 200. `stall` falls silent, `cut` breaks the connection, `stream-error` sends an error
 * event and ends, each in the middle of the answer; `no-finish` ends a stream without finish_reason and without [DONE].
 * `latency` only holds the answer back.
 */
export type WireFault = (typeof WIRE_FAULTS)[number]

/**
 * What the model did wrong. `blank`: nothing but spaces; `not-json`: prose; `schema-mismatch`: JSON that nobody asked
 * for; `length`, `content-filter` and `out-of-resources`: it stopped for that reason; `refusal`: it will not, as OpenAI
 * says it.
 */
export type ContentFault = (typeof CONTENT_FAULTS)[number]

export type FaultKind = ErrorFault | WireFault | ContentFault

/** All of them, in the order of the README. */
export const FAULT_KINDS: readonly FaultKind[] = [...ERROR_FAULTS, ...WIRE_FAULTS, ...CONTENT_FAULTS]

/** Narrows to the faults that are answered with an error. */
export function isErrorFault(kind: FaultKind): kind is ErrorFault {
  return (ERROR_FAULTS as readonly FaultKind[]).includes(kind)
}
