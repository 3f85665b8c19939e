import { plainWord } from '../redaction/given-names.ts'

const CLAIMS =
  /(?<!\p{L})(?:gratis|gratuit\p{L}*|descuento\p{L}*|(?:pag\p{L}*|a) (?:solo )?la mitad|mitad de precio|de cortesia|invit\p{L}* la casa|(?:por|a) cuenta de la casa|no pag(?:amos|o|aremos|are)|for free|free of charge|free (?:bottle|drinks?|dessert|meal|dinner|lunch|wine)|discount\p{L}*|half price|pay half|on the house|complimentary|no charge|(?:don't|do not|won't) pay)(?!\p{L})/u

/**
 * Whether a message ties what it asks for to a price that nobody here can grant. A table may be booked all the same; the
 * price must not seem to be agreed to by saying nothing of it.
 */
export function claimsPrice(message: string): boolean {
  return CLAIMS.test(plainWord(message))
}
