import { readFileSync } from 'node:fs'

/** An option, in an interface of them. */
export const OPTION: RegExp = /^ {2}readonly (\w+)\??:/gm

/** What `member` captures in a declaration, which ends with the next empty line that nothing is indented after. */
export function membersOf(file: string, declaration: string, member: RegExp): readonly string[] {
  const source = readFileSync(new URL(`../../packages/${file}`, import.meta.url), 'utf8')
  const [, body = ''] = source.split(`export ${declaration}`)
  const [own = ''] = body.split(/\n\n(?! )/)
  return [...own.matchAll(member)].map(([, name = '']) => name)
}
