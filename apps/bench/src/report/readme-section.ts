import { readFileSync, writeFileSync } from 'node:fs'

/** Replaces what stands in a README between the markers of a benchmark. Throws when it has none. */
export function updateReadme(readme: string, benchmark: 'cache' | 'rivals', content: string): void {
  const begin = `<!-- bench:${benchmark}, written by pnpm bench ${benchmark} --readme -->`
  const end = `<!-- /bench:${benchmark} -->`
  const text = readFileSync(readme, 'utf8')
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`${readme} has no lines "${begin}" and "${end}" to write between.`)
  writeFileSync(readme, `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`)
}
