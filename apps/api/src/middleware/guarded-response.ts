import { type IncomingMessage, ServerResponse } from 'node:http'
import type { RateAllowance } from '../access/rate-allowance.ts'

/** No browser guesses the type of an answer, or lets pages of others embed it. */
const GUARDS = 'X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n'

/** The step of Node's own response in which a head becomes text. Its types leave it out. */
const { _storeHeader: storeHead } = ServerResponse.prototype as unknown as {
  readonly _storeHeader: (this: ServerResponse, firstLine: string, headers: unknown) => void
}

/**
 * Node's response with what belongs on every answer, whatever route or failure it comes from. It goes in as text, behind the
 * status: to be taken for headers, checked and put together, it would cost each answer from memory a fortieth of its time, and
 * set beforehand a tenth. A test asks for it on each way that an answer can take.
 */
export class GuardedResponse<Asked extends IncomingMessage = IncomingMessage> extends ServerResponse<Asked> {
  /** Of the key that asked, if it has one. */
  allowance: RateAllowance | undefined

  _storeHeader(firstLine: string, headers: unknown): void {
    const { allowance } = this
    const limits = allowance
      ? `RateLimit-Policy: ${allowance.policy}\r\nRateLimit: ${allowance.standing}\r\n`
      : ''
    storeHead.call(this, firstLine + GUARDS + limits, headers)
  }
}

/** Has the answer tell how its caller stands. `env`: that of Hono's adapter for node; without a socket there is none. */
export function tellStanding(env: object | undefined, allowance: RateAllowance): void {
  const outgoing: unknown = env && 'outgoing' in env ? env.outgoing : undefined
  if (outgoing instanceof GuardedResponse) outgoing.allowance = allowance
}
