import { plainWord } from '../redaction/given-names.ts'

const YES =
  /^(?:(?:ah|pues|oh|ok|vale|bueno|muy|todo)[ ,]+)?(?:si+|sip|claro|vale|ok|okay|okey|perfect[oa]?|genial|estupendo|fenomenal|de acuerdo|conforme|correct[oa]?|exact[oa]?|eso es|asi es|confirm(?:o|ad[oa]|al[oa]|amos|ar|a|e)?|adelante|dale|venga|hecho|por supuesto|desde luego|(?:me |nos )?(?:va|viene|parece) (?:muy )?bien|esta bien|bien|reserv(?:al[oa]|a|e|el[oa])|yes|yeah|yep|yup|sure|please do|please|go ahead|confirm(?:ed)?|right|exactly|great|sounds (?:good|great)|that(?:'?s| is| works)(?: (?:fine|right|good|correct|great|perfect))?|fine|good|lovely|book it|do it|of course|absolutely|definitely|works for me)(?![\p{L}'])/u
const CANCEL_YES =
  /^(?:(?:si|yes|vale|ok|please)[ ,]+)*(?:(?:por favor|please)[ ,]+)?(?:cancel\p{L}*|anul\p{L}*)(?![\p{L}'])/u
const NO =
  /^(?:(?:ah|pues|oh|ok|bueno)[ ,]+)?(?:no|nop|nope|nah|mejor no|ni hablar|que no|not|don'?t|para nada|todavia no|aun no|tampoco)(?![\p{L}'])/u
const DOUBT =
  /(?<!\p{L})(?:no|not|never|nunca|don'?t|do not|pero|but|mejor|instead|rather|espera\p{L}*|wait|hold on|todavia|aun|yet|si (?:puede|pueden|es posible|hay)|if)(?!\p{L})|\?/u
const LETTING_GO =
  /(?<!\p{L})(?:cancel\p{L}*|anul\p{L}*|dej\p{L}*lo|olvid\p{L}*|forget it|never ?mind|leave it)(?!\p{L})/u

/**
 * Whether a message is a plain yes, by its words alone: no model can say yes for a guest. Anything that limits it (but, if,
 * not yet, a question) makes it none; a yes to a cancellation may say so.
 */
export function saysYes(message: string, to: 'book' | 'cancel' = 'book'): boolean {
  const text = plainWord(message)
    .trim()
    .replaceAll(/^[¡!¿ ]+/g, '')
  // "No problem" begins with no and is not taken for a yes: it is asked again.
  if (DOUBT.test(text)) return false
  if (to === 'cancel') return YES.test(text) || CANCEL_YES.test(text)
  return YES.test(text) && !LETTING_GO.test(text)
}

const POLITE =
  /(?<!\p{L})(?:ahora|ya|por favor|porfa|please|gracias|muchas|thanks|thank you|now|todo|muy|que|y|and|it|la|lo)(?!\p{L})/gu

/** Whether a message is a yes and nothing else, so that nothing else is to be read into it. */
export function saysOnlyYes(message: string): boolean {
  let rest = plainWord(message).replaceAll(POLITE, ' ')
  if (!saysYes(rest)) return false
  for (let before = ''; before !== rest;) {
    before = rest
    rest = rest.replace(/^[\s,.!¡;]+/, '').replace(YES, '')
  }
  return /^[\s,.!]*$/.test(rest)
}

/** Of a yes with a few words beside it: "sí, perfecto, nos vemos el viernes a las nueve". */
const MOST_WORDS = 14

/**
 * Whether a message is a plain yes to what was summed up in the turn before. Whoever says much beside it says something else
 * too, and is asked once more.
 */
export function agrees(message: string, to: 'book' | 'cancel' = 'book'): boolean {
  if (saysOnlyYes(message)) return true
  return message.split(/\s+/).length <= MOST_WORDS && !/[\n{}<>"«“]/.test(message) && saysYes(message, to)
}

/** What a no may be about besides the booking: "no, no tengo ninguna alergia", "no, no kids". */
const BESIDE =
  /(?<!\p{L})(?:alergi\p{L}*|intoleran\p{L}*|celiac\p{L}*|vegan\p{L}*|vegetarian\p{L}*|dietas?|ninos?|ninas?|hijos?|bebes?|tronas?|carritos?|mascotas?|perros?|preferencias?|movilidad|silla de ruedas|allerg\p{L}*|coeliac\p{L}*|diets?|dietary|kids?|child|children|bab(?:y|ies)|high ?chairs?|pets?|dogs?|preferences?|wheelchairs?|special requests?|nada especial|nothing special)(?!\p{L})/u

/** Whether a message begins with a no, and the no is to the booking. */
export function saysNo(message: string): boolean {
  return NO.test(plainWord(message).trim()) && !saysNoBeside(message)
}

/** Whether a message begins with a no to something beside the booking, which refuses nothing. */
export function saysNoBeside(message: string): boolean {
  const text = plainWord(message).trim()
  return NO.test(text) && BESIDE.test(text) && !LETTING_GO.test(text)
}

/** Whether a message asks for time, "no, espera", and refuses nothing by its no. */
export function asksToWait(message: string): boolean {
  const text = plainWord(message)
  return WAITING.test(text) && !LETTING_GO.test(text)
}

const WAITING = /(?<!\p{L})(?:esper[ae]\p{L}*|wait|hold on|un momento|one moment)(?!\p{L})/u

/** Whether a booking that is to be cancelled is to be changed instead: "no, mejor cámbiala". */
export function wantsChangeInstead(message: string): boolean {
  const text = plainWord(message)
  return CHANGING.test(text) && !LETTING_GO.test(text)
}

const CHANGING =
  /(?<!\p{L})(?:cambi(?:a|ar|ad|en|e|o)\p{L}{0,4}|mueve\p{L}*|mov(?:er|ed)\p{L}*|pasa(?:r|d)?(?:la|lo)|aplaz\p{L}*|posponer\p{L}*|reprogram\p{L}*|change|move|reschedule|postpone)(?!\p{L})/u

const AS_IT_IS =
  /(?<!\p{L})(?:como (?:esta|estaba|estan|estaban)|as (?:it|they) (?:is|was|are|were)|no (?:la |lo )?toqu\p{L}+|keep (?:it|what)|(?:me|nos) (?:la |lo )?quedo con|nos quedamos con)(?!\p{L})/u

/** "No, déjala como estaba": whether what is booked is to stay as it is. */
export function leavesAsItIs(message: string): boolean {
  return AS_IT_IS.test(plainWord(message))
}

/** Whether a message asks to let go of what is under way. */
export function letsGo(message: string): boolean {
  return LETTING_GO.test(plainWord(message))
}
