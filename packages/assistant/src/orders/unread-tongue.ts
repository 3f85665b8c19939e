import { isGivenName, plainWord } from '../redaction/given-names.ts'
import { languageWordsIn } from '../rules/language-of.ts'

/** Sentences of fewer words may be all names, or thanks in any language. */
const FEWEST_WORDS = 8
/** One may stand in any language. */
const LEAST_KNOWN = 2

/** Common words that tell nothing of which language it is, and show that it is one of the two. */
const COMMON = new Set(
  `cada todo toda todos todas nuestra nuestro desde hasta porque tambien solo vamos venimos bien donde sin ni les os te tu sus eso asi ahora
  siempre nunca antes despues entre otro otra algo nada quien aqui ahi alli primera vez he ha hemos han fue era mis nos lo que dice hace
  but they them his her who which all every been being into out up so too very just also then than only still here there over because if
  as your had as about more most other see get got let its us`.split(/\s+/),
)

/** Whether there is a sentence in it that is in neither of the two languages: what cannot be read cannot be checked. */
export function isUnreadTongue(text: string): boolean {
  return text.split(/[.;!?\n]+/).some((sentence) => {
    const words = (plainWord(sentence).match(/[\p{L}']+/gu) ?? []).filter((word) => !isGivenName(word))
    return (
      words.length >= FEWEST_WORDS &&
      languageWordsIn(words) + new Set(words.filter((word) => COMMON.has(word))).size < LEAST_KNOWN
    )
  })
}
