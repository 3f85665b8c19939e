/** Text that was made for machines: roles of a transcript, tags, calls. Nobody speaks so to a waiter. */
const FOR_MACHINES: readonly RegExp[] = [
  /(?:(?:^|\s)\/[a-z]{4,}){2,}/iu,
  /(?:\b\w+ ?= ?(?:true|false|null|\d+|"[^"]*"|'[^']*')[\s,;&]*){2,}/iu,
  /(?:^|[\n.,;!?»"'”\]>)|–—-]\s*|\s[[(<{#*]{1,3}\s*)(?:system|sistema|assistant|developer|admin(?:istrat?d?or)?|tool|function|root|(?:system )?prompt|router|logic|new instructions?)\s*[\]>)}]{0,2}\s*(?:[:=>]|->)/iu,
  /<\/?\s*(?:system|sistema|assistant|asistente|user|usuario|tool|message|mensaje|instructions?|instruccion(?:es)?|prompt|inst|script|img|iframe|svg|context|admin|function|notes?|notas?|\w+_\w+)\b/iu,
  /<\/\w+>|<!--|<\||\|>|\[\/?INST\]|<<\/?SYS>>|\[(?:system|sistema|admin|root|developer|override|assistant)[^\]]*\]|`{3}|\{\{|\}\}|\$\{|(?:^|\n)#{2,} ?\p{L}/iu,
  /(?<!\p{L})[a-z]+(?:[A-Z]\w*|_\w+)\s*\(|(?<!\p{L})[a-z]{4,}\((?:\)|["'“])/u,
]

/** JSON, SQL, formulas of spreadsheets. */
const CODE: readonly RegExp[] = [
  /\{[^{}]{0,80}["'“”]?\w+["'“”]?\s*:[^{}]*\}|(?:["“”][\w ]{1,30}["“”]\s*:\s*[^,]*,?\s*){2,}/u,
  /(?<!\p{L})(?:drop\s+table|delete\s+from\s+\w+|insert\s+into\s|truncate\s+(?:table\s)?\w+|update\s+\w+\s+set\s|select\s+\*|union\s+select|or\s+1\s*=\s*1)/iu,
  /(?:^|[\s:])=\s*[A-Z]{3,}\(/u,
]

/** Less sure: a label of a transcript, a brace, an option of a command line, an arrow between keys. */
const HALF_FOR_MACHINES =
  /(?:^|\n)\s*(?:asistente|usuario|user|cliente|guest|human|bot|ai|ia)\s*:|["“”][\w ]{1,30}["“”]\s*:\s*["“”\d[{]|[{}]|(?:^|\s)(?:--|\/)[a-z]{4,}|!\[[^\]]*\]\(|<\/?[a-z]+(?:\s[^<>]*)?\/?>|(?:^|\s)[\p{L}\d_]+\s*=\s*[\p{L}\d"'“]/iu

export function isForMachines(text: string): boolean {
  return FOR_MACHINES.some((pattern) => pattern.test(text))
}

export function isCode(text: string): boolean {
  return CODE.some((pattern) => pattern.test(text))
}

export function isHalfForMachines(text: string): boolean {
  return HALF_FOR_MACHINES.test(text)
}

const NOTES = String.raw`(?:notas?|observaci[oó]n(?:es)?|comentarios?|petici[oó]n(?:es)?|indicaci[oó]n(?:es)?|alergias?|special requests?|requests?|notes?|comments?|remarks?|allerg(?:y|ies)|memo)`
/** "Observaciones para cocina: …", "en comentarios escribe «…»". */
const LABELLED = new RegExp(
  String.raw`(?<!\p{L})(?:${NOTES}(?:(?:\s[^:.;!?\n]{0,40})?:|\s[^:.;!?\n"“«]{0,25}["“«])|(?:pon|añad|anot|apunt|escrib|dej|add|put|writ|leav)\p{L}*\s[^:.;!?\n]{0,20}${NOTES}\s(?:de\s)?(?:que|that))\s*(.+)`,
  'isu',
)

/** What stands behind "notes:", "observaciones:": wishes for table and kitchen, and nothing else. */
export function labelledNotes(text: string): string | undefined {
  return LABELLED.exec(text)?.[1]
}
