import type { HumanInput } from '../tracks/human-cases.ts'
import type { OracleScript } from './oracle-desk.ts'

/** Says the draft again, with a friendly word before it; or adds an hour that nobody has mentioned. */
export const HUMAN_SCRIPT: OracleScript = {
  accuracy: () => 0.96,
  right: (_item, asked) => replyOf(`${friendly(asked)} ${draftOf(asked).draft}`),
  wrong: (_item, asked) => {
    const { draft, language } = draftOf(asked)
    return replyOf(
      `${draft} ${language === 'en' ? 'The kitchen closes at 11:47 pm.' : 'La cocina cierra a las 23:47.'}`,
    )
  },
}

function friendly(asked: string): string {
  return draftOf(asked).language === 'en' ? 'Of course.' : 'Claro que sí.'
}

function draftOf(asked: string): {
  readonly draft: string
  readonly language: HumanInput['style']['language']
} {
  return JSON.parse(asked) as ReturnType<typeof draftOf>
}

function replyOf(reply: string): string {
  return JSON.stringify({ reply })
}
