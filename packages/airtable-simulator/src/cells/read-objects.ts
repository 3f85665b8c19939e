import type { CellInputContext, CellReader } from './cell-reader.ts'
import { invalidValue } from '../api/api-error.ts'
import { newId } from '../base/identifiers.ts'

type Parts = Readonly<Record<string, unknown>>

/** `[{url, filename?}]` adds, `[{id}]` keeps a file that some cell of the field holds. */
export const readAttachments: CellReader = (field, value, { base }) => {
  if (!Array.isArray(value)) throw invalidValue(field.name)
  return value.map((item: unknown) => {
    if (!isObject(item)) throw invalidValue(field.name)
    if (typeof item['url'] === 'string') {
      const file = attachment(item['url'], item['filename'], newId('att', base.random))
      base.attachments.set(file.id, file)
      return file
    }
    const known = base.attachments.get(String(item['id']))
    if (!known) throw invalidValue(field.name)
    return known
  })
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
}

/** Nothing is fetched: the size is that of the URL. */
function attachment(url: string, filename: unknown, id: string): Parts & { readonly id: string } {
  const name =
    typeof filename === 'string' ? filename : (url.split(/[?#]/)[0]?.split('/').at(-1) ?? '') || 'file'
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  return { id, url, filename: name, size: url.length, type: TYPES[extension] ?? 'application/octet-stream' }
}

export const readCollaborator: CellReader = (field, value, context) => {
  const person = isObject(value) ? find(value, context) : undefined
  if (!person) throw invalidValue(field.name)
  return person
}

export const readCollaborators: CellReader = (field, value, context) => {
  if (!Array.isArray(value)) throw invalidValue(field.name)
  return value.map((item: unknown) => readCollaborator(field, item, context))
}

function find({ id, email }: Parts, { base }: CellInputContext): unknown {
  if (typeof id === 'string') return base.collaborators.get(id)
  return [...base.collaborators.values()].find((person) => person.email === email && email !== undefined)
}

export const readBarcode: CellReader = (field, value) => {
  if (!isObject(value) || typeof value['text'] !== 'string') throw invalidValue(field.name)
  return value
}

function isObject(value: unknown): value is Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
