import { levels } from 'pino'

/** Of every line: who reads a terminal knows them. */
const KNOWN: ReadonlySet<string> = new Set(['time', 'level', 'msg', 'pid', 'hostname'])

/** A line of the log as a person reads it in a terminal: when, how grave, what, and then what that has not said. */
export function lineForEyes(json: string): string {
  const line = JSON.parse(json) as Readonly<Record<string, unknown>>
  const when = new Date(Number(line['time'])).toTimeString().slice(0, 8)
  const msg = line['msg']
  const said = typeof msg === 'string' ? msg : ''
  const grade = levels.labels[Number(line['level'])] ?? ''
  const fields = Object.entries(line)
    .filter(([name, value]) => !KNOWN.has(name) && !(typeof value === 'string' && said.includes(value)))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const text = `${when} ${grade.padEnd(5)} ${said}${fields.length === 0 ? '' : `  (${fields.join(', ')})`}`
  // What others have sent moves no cursor and begins no line.
  return `${text.replaceAll(/\p{Cc}/gu, ' ')}\n`
}
