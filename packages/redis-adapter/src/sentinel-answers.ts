import { StoreError } from '@larder/cache-core'

type Answer = 'knows no such master' | 'refuses the login' | 'cannot be reached'

/** What each sentinel of one round had to say, while none of them named the master. */
export class SentinelAnswers {
  readonly #answers = new Map<string, Answer>()

  /** Takes what the client says about one sentinel. */
  note(error: unknown): void {
    const text = error instanceof Error ? error.message : ''
    const sentinel = /\bto sentinel (\S+) /.exec(text)?.[1]
    if (sentinel !== undefined) this.#answers.set(sentinel, answerOf(text))
  }

  /** Ends a round: why it came to nothing, with what to do about it. `undefined` when nothing is known. */
  conclude(masterName: string): StoreError | undefined {
    const unknowing = this.#those('knows no such master')
    const refusing = this.#those('refuses the login')
    const away = this.#those('cannot be reached')
    this.#answers.clear()
    const rest = away === '' ? '' : ` Cannot be reached: ${away}.`
    if (unknowing !== '')
      return misconfigured(
        `No master is called ${JSON.stringify(masterName)} by: ${unknowing}. Correct the name after the sentinels in the URL.${rest}`,
      )
    if (refusing !== '')
      return misconfigured(
        `The login is refused by the sentinels: ${refusing}. Correct sentinelUsername and sentinelPassword.${rest}`,
      )
    if (away === '') return undefined
    return new StoreError('STORE_UNAVAILABLE', 'all', `No sentinel can be reached: ${away}.`, {
      retryable: true,
    })
  }

  #those(answer: Answer): string {
    return [...this.#answers].flatMap(([sentinel, its]) => (its === answer ? [sentinel] : [])).join(', ')
  }
}

/** Whether the client has asked all sentinels in vain. */
export function isEndOfRound(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('All sentinels are unreachable')
}

/** Sentinels say it as an error, or with nothing. */
function answerOf(text: string): Answer {
  if (/No such master|got an invalid reply/.test(text)) return 'knows no such master'
  return /\b(NOAUTH|WRONGPASS|NOPERM)\b/.test(text) ? 'refuses the login' : 'cannot be reached'
}

function misconfigured(message: string): StoreError {
  return new StoreError('STORE_MISCONFIGURED', 'all', message)
}
