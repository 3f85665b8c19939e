import { existsSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

export interface DashboardFile {
  readonly type: string
  readonly body: string
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Beside the sources and beside what is built from them alike. */
const ASSETS = new URL('../../assets/', import.meta.url)
const CLIENT = new URL('client/', import.meta.url)
const UPLOT = new URL('.', import.meta.resolve('uplot'))

/** What belongs to the page, and nothing else: names come from requests. */
const MODULES = new Set([
  'main',
  'feed',
  'events',
  'admin-key',
  'ask-json',
  'key-form',
  'tiles',
  'charts',
  'chart-kinds',
  'plot',
  'parts',
  'verdict',
  'details',
  'actions',
  'confirm',
  'deletion',
  'outcome',
  'talk',
  'talk-decision',
  'texts',
  'texts-en',
  'texts-es',
  'format',
  'series',
  'dom',
])
const OTHERS: Readonly<Record<string, URL>> = {
  'index.html': new URL('index.html', ASSETS),
  'style.css': new URL('style.css', ASSETS),
  'icon.svg': new URL('icon.svg', ASSETS),
  'uplot.js': new URL('uPlot.esm.js', UPLOT),
  'uplot.css': new URL('uPlot.min.css', UPLOT),
}

const read = new Map<string, DashboardFile>()

/** A file of the page, read once; `undefined` for any other name. Modules are asked for as `.js`, or by their imports as `.ts`. */
export function dashboardFile(name: string): DashboardFile | undefined {
  // The whole name: of one that only begins like a module's, each would be kept.
  const [, stem = '', extension = ''] = /^([\w-]+)\.(\w+)$/.exec(name) ?? []
  const isModule = MODULES.has(stem) && (extension === 'js' || extension === 'ts')
  if (!isModule && !Object.hasOwn(OTHERS, name)) return undefined
  const known = read.get(name)
  if (known) return known
  const file = isModule ? moduleFile(stem) : otherFile(name, extension)
  read.set(name, file)
  return file
}

function otherFile(name: string, extension: string): DashboardFile {
  return { type: TYPES[extension] ?? 'text/plain', body: readFileSync(OTHERS[name] as URL, 'utf8') }
}

/** Run from sources, a module is its TypeScript without the types. */
function moduleFile(stem: string): DashboardFile {
  const source = new URL(`${stem}.ts`, CLIENT)
  const isSource = existsSync(fileURLToPath(source))
  const text = readFileSync(isSource ? source : new URL(`${stem}.js`, CLIENT), 'utf8')
  const body = isSource ? stripTypeScriptTypes(text) : text
  return { type: TYPES['js'] as string, body: body.replaceAll("from 'uplot'", "from './uplot.js'") }
}
