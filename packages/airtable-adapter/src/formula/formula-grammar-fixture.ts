import fc from 'fast-check'

type Kind = 'text' | 'number' | 'truth' | 'date' | 'list' | 'any'

/** What stands at the ends of a formula: fields of the sample base and literals, with the edges among them. */
const LEAVES: Readonly<Record<Exclude<Kind, 'any'>, string>> = {
  text: `{Texto} | {Notas} | {Hora} | {Zona} | Texto | RECORD_ID() | BLANK() | '' | 'a' | "José" | 'jo' | '20:30'
    | '2026-01-10' | '12' | {Quien} | 'Mesa 1' | 'Salón' | ', ' | 'a,b' | "it's" | '\\n' | '0' | '😀' | '2026-01-10T20:30:00.000Z'`,
  number: `{Num} | {Precio} | {Cuenta} | Num | 0 | 1 | 2 | 3 | .5 | 1.005 | 10 | 100 | BLANK() | (1/0) | (0/0)`,
  truth: `{Activo} | TRUE() | FALSE() | {Texto} | {Num} | ERROR() | BLANK()`,
  date: `{Fecha} | {Cuando} | {Creada} | TODAY() | NOW() | '2026-01-10' | '2024-02-29' | BLANK() | CREATED_TIME()
    | DATETIME_PARSE('2026-03-29') | DATETIME_PARSE('2026-03-29T01:30:00Z')`,
  list: `{Varios} | {Enlace} | {Tels} | {Precios} | {Dias} | {Marcas} | {Ficheros}`,
}

/** What is built of them. */
const COMPOUNDS: Readonly<Record<Exclude<Kind, 'any'>, string>> = {
  text: `<text> & <text> | <text> & <number> & <any> | CONCATENATE(<text>, <any>) | LEFT(<text>, <small>)
    | RIGHT(<text>, <small>) | MID(<text>, <small>, <small>) | SUBSTITUTE(<text>, <text>, <text>)
    | SUBSTITUTE(<text>, <text>, <text>, <small>) | REPLACE(<text>, <small>, <small>, <text>) | TRIM(<text>)
    | UPPER(<text>) | LOWER(<text>) | lower(<text>) | REPT(<text>, <small>) | T(<any>) | ENCODE_URL_COMPONENT(<text>)
    | REGEX_EXTRACT(<text>, <pattern>) | REGEX_REPLACE(<text>, <pattern>, <text>) | ARRAYJOIN(<list>)
    | ARRAYJOIN(<list>, <text>) | DATESTR(<date>) | TIMESTR(<date>) | DATETIME_FORMAT(<date>, <format>)
    | DATETIME_FORMAT(SET_TIMEZONE(<date>, <zone>), <format>) | IF(<truth>, <text>, <text>)
    | SWITCH(<text>, <text>, <text>, <text>) | IF(<truth>, <text>)`,
  number: `<number> + <number> | <number> - <number> | <number> * <number> | <number> / <number> | -<number>
    | <number> - <number> - <number> | (<number> + <number>) * <number> | LEN(<text>) | FIND(<text>, <any>)
    | FIND(<text>, <text>, <small>) | SEARCH(<text>, <any>) | SEARCH(<text>, <text>, <small>) | VALUE(<text>)
    | ABS(<number>) | AVERAGE(<number>, <any>) | CEILING(<number>) | CEILING(<number>, <number>) | FLOOR(<number>)
    | FLOOR(<number>, <number>) | COUNT(<any>, <any>) | COUNTA(<any>, <any>) | COUNTALL(<any>, <list>)
    | EVEN(<number>) | ODD(<number>) | EXP(<number>) | INT(<number>) | LOG(<number>) | LOG(<number>, <number>)
    | MAX(<number>, <any>) | MIN(<number>, <any>) | MOD(<number>, <number>) | POWER(<number>, <small>)
    | ROUND(<number>) | ROUND(<number>, <small>) | ROUNDUP(<number>, <small>) | ROUNDDOWN(<number>, <small>)
    | SQRT(<number>) | SUM(<number>, <list>) | DATETIME_DIFF(<date>, <date>) | DATETIME_DIFF(<date>, <date>, <unit>)
    | DAY(<date>) | MONTH(<date>) | YEAR(<date>) | HOUR(<date>) | MINUTE(<date>) | SECOND(<date>) | WEEKDAY(<date>)
    | WEEKDAY(<date>, 'Monday') | WEEKNUM(<date>) | WEEKNUM(<date>, 'Monday') | WORKDAY_DIFF(<date>, <date>)
    | IF(<truth>, <number>, <number>) | SWITCH(<any>, <any>, <number>, <any>, <number>)`,
  truth: `<text> = <text> | <text> != <text> | <number> = <number> | <number> != <number> | <any> = <any>
    | <any> != <any> | <number> < <number> | <number> >= <number> | <text> < <text> | <text> >= <text>
    | <date> < <date> | <date> >= <date> | <date> > <date> | <date> = <date> | <any> > <any> | <any> <= <any>
    | <list> = <text> | <number> < <number> < <number> | AND(<truth>, <truth>) | AND(<truth>, <truth>, <any>)
    | OR(<truth>, <truth>) | OR(<text>='a', <text>='José') | OR({Texto}='a', {Texto}='José', {Texto}='')
    | OR(RECORD_ID()='recCosa0000000001', RECORD_ID()='recCosa0000000004') | NOT(<truth>) | NOT(<any>)
    | XOR(<truth>, <truth>) | ISERROR(<any>) | IS_SAME(<date>, <date>) | IS_SAME(<date>, <date>, <unit>)
    | IS_BEFORE(<date>, <date>) | IS_AFTER(<date>, <date>) | REGEX_MATCH(<text>, <pattern>)
    | IF(<truth>, <truth>, <truth>)`,
  date: `DATEADD(<date>, <small>, <unit>) | DATEADD(<date>, -<small>, <unit>) | DATETIME_PARSE(<text>)
    | DATETIME_PARSE(DATETIME_FORMAT(<date>, 'D/M/YYYY HH:mm'), 'D/M/YYYY HH:mm') | SET_TIMEZONE(<date>, <zone>)
    | WORKDAY(<date>, <small>) | WORKDAY(<date>, <small>, '2026-01-12, 2026-01-06') | IF(<truth>, <date>, <date>)
    | DATETIME_PARSE(DATESTR(<date>))`,
  list: `ARRAYUNIQUE(<list>) | ARRAYCOMPACT(<list>) | ARRAYFLATTEN(<list>) | ARRAYSLICE(<list>, 1)
    | IF(<truth>, <list>, <list>)`,
}

/** Arguments that are no expressions of their own. */
const WORDS: Readonly<Record<string, string>> = {
  small: '0 | 1 | 2 | 3 | 5',
  unit: `'day' | 'days' | 'd' | 'hours' | 'h' | 'm' | 'M' | 'months' | 'w' | 'week' | 'years' | 'y' | 'Q' | 'quarters'
    | 'minutes' | 's' | 'seconds' | 'ms' | 'milliseconds' | 'lustros' | 'D'`,
  format: `'YYYY-MM-DD' | 'D/M/YY' | 'HH:mm:ss' | 'h:mm a' | 'h A' | 'dddd Do MMMM YYYY' | 'ddd MMM DD' | 'Q [de] YYYY' | 'X'
    | 'YYYY-MM-DDTHH:mm:ss.SSSZ' | 'L' | 'LL' | 'd E W WW' | 'DDD dd x' | 'gggg'`,
  zone: `'Europe/Madrid' | 'utc' | 'America/New_York' | 'Asia/Kolkata'`,
  pattern: `'a' | '^[A-Z]' | '[0-9]+' | '\\\\d' | '(?i)JOS' | 'é$' | '[0-9]{2}:[0-9]{2}' | '(a)(b)?' | '.*' | '(?=a)' | '['`,
}

const KINDS = ['text', 'number', 'truth', 'date', 'list'] as const

/**
 * Formulas in Airtable's grammar: mostly of kinds that fit together, now and then not; at most `depth` functions and
 * operators one inside the other.
 */
export function formulas(depth: number): fc.Arbitrary<string> {
  const levels: Record<string, fc.Arbitrary<string>>[] = []
  for (let level = 0; level <= depth; level++) levels.push(levelOf(levels.at(-1)))
  return levels.at(-1)?.['root'] ?? fc.constant('1')
}

/** Expressions of each kind, built of those one level down. */
function levelOf(
  below: Record<string, fc.Arbitrary<string>> | undefined,
): Record<string, fc.Arbitrary<string>> {
  const level: Record<string, fc.Arbitrary<string>> = {}
  for (const [name, words] of Object.entries(WORDS)) level[name] = fc.constantFrom(...alternatives(words))
  for (const kind of KINDS) {
    const leaf = fc.constantFrom(...alternatives(LEAVES[kind]))
    const compounds = below ? alternatives(COMPOUNDS[kind]).map((template) => filled(template, below)) : []
    const fitting =
      compounds.length > 0
        ? fc.oneof({ arbitrary: leaf, weight: 1 }, { arbitrary: fc.oneof(...compounds), weight: 2 })
        : leaf
    level[kind] = fitting
  }
  const any = fc.oneof(...KINDS.map((kind) => level[kind] ?? fc.constant('1')))
  for (const kind of KINDS)
    level[kind] = fc.oneof({ arbitrary: level[kind] ?? any, weight: 15 }, { arbitrary: any, weight: 1 })
  level['any'] = any
  level['root'] = fc.oneof({ arbitrary: level['truth'] ?? any, weight: 3 }, { arbitrary: any, weight: 2 })
  return level
}

function alternatives(list: string): string[] {
  return list.split(/\s+\|\s+/).map((one) => one.trim())
}

function filled(template: string, level: Record<string, fc.Arbitrary<string>>): fc.Arbitrary<string> {
  const [first = '', ...rest] = template.split(/<(?=[a-z])/)
  const parts = rest.map((part) => {
    const end = part.indexOf('>')
    const kind = part.slice(0, end)
    // Operators of one strength would be read otherwise than they were meant: also fine, but less often.
    return (level[kind] ?? fc.constant('1')).map(
      (text) => `${isOperation(text) ? `(${text})` : text}${part.slice(end + 1)}`,
    )
  })
  return fc.tuple(...parts).map((texts) => first + texts.join(''))
}

function isOperation(text: string): boolean {
  return / [-+*/&=<>!]/.test(text) && !/^[a-z_]+\(/i.test(text)
}
