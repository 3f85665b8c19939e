import { plainWord } from '../redaction/given-names.ts'
import type { Register } from '../replies/reply-templates.ts'
import type { Language } from '../slots.ts'

const SPANISH =
  /(?<!\p{L})(?:el|la|los|las|una|un|para|por|que|de|a|y|es|en|somos|quiero|queria|quisiera|mesa|reserva|hola|gracias|mejor|pero|hay|con|me|si|vale|buenas|noche|tarde|tengo|teneis|personas)(?!\p{L})/gu
const ENGLISH =
  /(?<!\p{L})(?:the|an|for|at|on|is|are|we|i|you|to|and|of|in|table|book|booking|please|thanks|thank|hello|hi|would|like|have|it|my|yes|make|can|do|there|people|sorry|instead)(?!\p{L})/gu

/** The language of a message where its words tell; else that of the conversation, else what the router heard. */
export function languageOf(message: string, before: Language | undefined, heard: Language): Language {
  const text = plainWord(message)
  const spanish = text.match(SPANISH)?.length ?? 0
  const english = text.match(ENGLISH)?.length ?? 0
  if (spanish !== english && Math.max(spanish, english) > 1) return spanish > english ? 'es' : 'en'
  if (spanish + english > 0 && spanish * english === 0 && before === undefined)
    return spanish > 0 ? 'es' : 'en'
  return before ?? heard
}

const USTED =
  /(?<!\p{L})(?:ustedes?|disculpen?|perdonen?|digame|podrian?|tendrian?|tienen|pueden|seria tan amable|le agradeceria|les agradeceria)(?!\p{L})/u
const TU =
  /(?<!\p{L})(?:tu|te|ti|contigo|tienes|puedes|podrias|teneis|podeis|podriais|tendriais|vosotros|oye|porfa|ponme|apuntame|reservame|dime|sabes|os)(?!\p{L})/u

/** How the guest wants to be spoken to, by how they speak; as before where they show neither. */
export function registerOf(message: string, before: Register): Register {
  const text = plainWord(message)
  if (USTED.test(text)) return 'usted'
  return TU.test(text) ? 'tu' : before
}
