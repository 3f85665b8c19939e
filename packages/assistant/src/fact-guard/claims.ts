import type { Remainder } from './remainder.ts'

/** Words that only some facts allow, rooms among them, in Spanish and English without accents. */
const CLAIMS: readonly (readonly [claim: string, pattern: RegExp])[] = [
  [
    'gift',
    /\b(?:gratis|gratuit\w*|descuento\w*|rebaja\w*|promocion\w*|regal\w+|invita(?:mos|cion)\w*|cortesia|free of charge|for free|complimentary|on the house|discount\w*|voucher|gift|refund\w*|reembols\w*)\b/g,
  ],
  ['price', /[€$£%]|\b(?:euros?|dollars?|pounds?|dolares|percent|por ciento)\b/g],
  ['terrace', /\b(?:terraza|terrace|outside|outdoors?|al aire libre)\b/g],
  ['bar', /\b(?:en la barra|at the bar)\b/g],
  ['private', /\b(?:(?:en el|en un|un) reservado|private (?:room|dining)|sala privada)\b/g],
  ['indoor', /\b(?:salon|interior|indoors?|inside)\b/g],
  ['cancelled', /\b(?:cancelad[oa]s?|anulad[oa]s?|cancell?ed|he (?:cancelado|anulado))\b/g],
  ['changed', /\b(?:cambiad[oa]s?|modificad[oa]s?|actualizad[oa]s?|changed|updated|modified|moved)\b/g],
  [
    'booked',
    /\b(?:reservad[oa]s?|confirmad[oa]s?|booked|confirmed|reserved|(?:te|le|os|les) esperamos|see you|all set|apuntad[oa]s?|anotad[oa]s?)\b/g,
  ],
  [
    'available',
    /\b(?:hay (?:mesa|sitio)|(?:queda|tenemos|tengo) (?:mesa|sitio|libre)|disponibles?|available)\b/g,
  ],
  [
    'full',
    /\b(?:complet[oa]s?|llen[oa]s?|full|fully|no (?:hay|queda|tengo|tenemos) (?:mesa|sitio)|no table)\b/g,
  ],
  ['closed', /\b(?:cerrad[oa]s?|closed)\b/g],
]

export function takeClaims(rest: Remainder): string[] {
  return CLAIMS.flatMap(([claim, pattern]) => rest.take(pattern, () => claim))
}
