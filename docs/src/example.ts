/** A piece of code on a page: a `ts` or `js` block, or a call in the second column of a table. */
export interface Example {
  /** Line of the page on which it begins, from 1. */
  readonly line: number
  /**
   * The page with everything blanked but this piece and the page's `ts setup` blocks, so that a line number of the module
   * is one of the page.
   */
  readonly source: string
}

/** A run of lines of a page, from 0, `end` excluded. */
interface Block {
  readonly kind: 'example' | 'setup'
  readonly start: number
  readonly end: number
}

const FENCE = /^```(?:ts|js)( setup)?$/
const TABLE_CODE = /^\|[^|]*\| `(\w[^`]*\([^`]*)` \|/

/** What the module of an example begins with. It shares a line with nothing: no page begins with code. */
const PRELUDE = "import assert from 'node:assert/strict'"

/** The examples of a page, each as a module of its own. Shown results become assertions: see `assertion`. */
export function examplesOf(page: string): readonly Example[] {
  const lines = page.split('\n')
  const blocks = [...fencedBlocks(lines), ...tableBlocks(lines)]
  const setup = blocks.filter(({ kind }) => kind === 'setup')
  return blocks
    .filter(({ kind }) => kind === 'example')
    .map((block) => ({
      line: block.start + 1,
      source: [PRELUDE, ...moduleLines(lines, [...setup, block])].join('\n'),
    }))
    .sort((a, b) => a.line - b.line)
}

function fencedBlocks(lines: readonly string[]): readonly Block[] {
  return lines.flatMap((line, index) => {
    const fence = FENCE.exec(line)
    if (!fence) return []
    const end = lines.indexOf('```', index)
    if (end < 0) throw new Error(`The block that begins on line ${index + 1} has no end.`)
    return [{ kind: fence[1] ? ('setup' as const) : ('example' as const), start: index + 1, end }]
  })
}

function tableBlocks(lines: readonly string[]): readonly Block[] {
  return lines.flatMap((line, index) =>
    TABLE_CODE.test(line) ? [{ kind: 'example' as const, start: index, end: index + 1 }] : [],
  )
}

/** Lines 2 and on of a module. */
function moduleLines(lines: readonly string[], blocks: readonly Block[]): readonly string[] {
  return lines
    .map((line, index) =>
      blocks.some(({ start, end }) => start <= index && index < end)
        ? assertion(TABLE_CODE.exec(line)?.[1] ?? line)
        : '',
    )
    .slice(1)
}

/**
 * `code // → value` asserts that the code gives the value, `const name = code // → value` that the name has it, and
 * `code // → throws CODE` that it throws or rejects with that code. Any other line stays as it is.
 */
function assertion(line: string): string {
  const [, code, shown] = /^(.*?)\s*\/\/ → (.+)$/.exec(line) ?? []
  if (code === undefined || shown === undefined) return line
  const [, error] = /^throws ([A-Z_]+)$/.exec(shown) ?? []
  if (error !== undefined) return `await assert.rejects(async () => ${code}, { code: '${error}' })`
  const [, name] = /^\s*const (\w+) = /.exec(code) ?? []
  return name === undefined
    ? `assert.deepEqual(${code}, ${shown})`
    : `${code}; assert.deepEqual(${name}, ${shown})`
}
