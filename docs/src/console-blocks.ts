/** One command of a page, and what it answers there. */
export interface ConsoleCommand {
  readonly command: string
  /** As the page has it; `…` stands for anything. */
  readonly answer: string
  /** Of the page, from 1. */
  readonly line: number
}

const BLOCK = /^```console\n(.*?)^```$/gms

/** The commands of the console blocks of a page, one list for each block. What follows `<<'END'` belongs to the command. */
export function consoleBlocks(page: string): readonly (readonly ConsoleCommand[])[] {
  return [...page.matchAll(BLOCK)].map(({ 1: block = '', index }) => {
    const firstLine = page.slice(0, index).split('\n').length + 1
    const commands: { command: string; answer: string[]; line: number }[] = []
    let isHereDocument = false
    for (const [offset, text] of block.trimEnd().split('\n').entries()) {
      const latest = commands.at(-1)
      if (isHereDocument && latest) latest.command += `\n${text}`
      else if (text.startsWith('$ '))
        commands.push({ command: text.slice(2), answer: [], line: firstLine + offset })
      else latest?.answer.push(text)
      isHereDocument = isHereDocument ? text !== 'END' : text.startsWith('$ ') && text.endsWith(`<<'END'`)
    }
    return commands.map(({ answer, ...rest }) => ({ ...rest, answer: answer.join('\n') }))
  })
}

/** What matches an answer of a page, whatever stands where it has `…`. */
export function answerPattern(answer: string): RegExp {
  const parts = answer.split('…').map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
  return new RegExp(`^${parts.join('[^]*')}$`)
}
