const WORDS: Readonly<Record<string, number>> = {
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  trece: 13,
  catorce: 14,
  quince: 15,
  dieciseis: 16,
  diecisiete: 17,
  dieciocho: 18,
  diecinueve: 19,
  veinte: 20,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
  cien: 100,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  hundred: 100,
}

/** "una hora" and "one moment" count nothing: one is read only where a time or a party stands. */
const ONES: ReadonlySet<string> = new Set(['una', 'one'])

/** As a pattern for hours: digits, or a word. */
export const HOUR_PATTERN: string = String.raw`\d{1,2}|una|one|${Object.keys(WORDS).join('|')}`

/** Of words without accents. */
export const NUMBER_WORD: RegExp = new RegExp(String.raw`\b(?:${Object.keys(WORDS).join('|')})\b`, 'g')

/** `NaN` for what is no number. */
export function numberOf(word: string): number {
  return ONES.has(word) ? 1 : (WORDS[word] ?? Number(word))
}
