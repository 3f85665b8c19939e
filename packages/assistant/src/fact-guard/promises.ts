import { plainWord } from '../redaction/given-names.ts'

/** What only people of the house could do or promise, in Spanish and English without accents. */
const PROMISES =
  /\b(?:avis(?:a|e|o|amos|are|aremos|ado|ada|ados|adas|ar)|inform(?:ado|ada|amos|aremos|are|ed|ing)|comunica(?:do|remos|mos)|notif\p{L}+|(?:i|we)(?:'ve| have)? told|let\p{L}* (?:the|them) \p{L}+ know|pass(?:ed)? (?:it|this|that|your \p{L}+) on|cocina|cocineros?|chef|kitchen|llamar(?:e|emos|an)|(?:le|te|os|les) (?:llamamos|llamo|llaman|escribimos|enviamos|envio|mando|mandamos)|enviar(?:e|emos)|mandar(?:e|emos)|(?:we|i)(?:'ll| will| shall| are going to|'re going to) (?:call|ring|contact|phone|e-?mail|text|write|send|let|prepare|make|have|hold|keep|take care|arrange|ensure|see to)|(?:call|ring|phone|get) you back|sms|garanti\p{L}*|guarant\p{L}*|asegur\p{L}*|ensur\p{L}*|prometo|prometemos|promis\p{L}*|free|gratis|gratuit\p{L}*|descuent\p{L}*|discount\p{L}*|obsequi\p{L}*|detalle|surprise|sorpresa|upgrad\p{L}*|sin coste|no charge|window|ventana|vistas|view)(?![\p{L}])/gu

/** Words that take back what is said beside them, or put it off. */
const NEGATIONS =
  /(?<!\p{L})(?:no|ni|nunca|jamas|tampoco|todavia|aun|falta\p{L}*|pendiente\p{L}*|casi|provisional\p{L}*|sin (?:confirmar|reservar|cambiar|cancelar)|salvo|a menos|not|\p{L}+n['’]t|(?:is|are|was|were|has|have|do|does|did|ca|wo|could|would)nt|cannot|never|nor|neither|yet|unable|fail\p{L}*|without|unless|until|pending|awaiting|almost|nearly|provisional\p{L}*|tentativ\p{L}*)(?!\p{L})/gu

/** The promises of a text, word for word: only those that its template makes may stand in a reply. */
export function promisesIn(text: string): ReadonlySet<string> {
  return new Set(plainWord(text).match(PROMISES))
}

/** How often a text takes something back. */
export function negationsIn(text: string): number {
  return plainWord(text).match(NEGATIONS)?.length ?? 0
}
