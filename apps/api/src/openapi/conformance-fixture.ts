import { PROBLEM_MEDIA_TYPE } from '@larder/api-contract'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { isAirtablePath } from '../routes/airtable-path.ts'
import { type DescribedOperation, type OpenApiDocument, operationsOf } from './openapi-document.ts'

/** One answer of a Larder, as it came over the line. */
export interface SeenAnswer {
  readonly method: string
  /** Undecoded, without the query. */
  readonly path: string
  readonly status: number
  readonly contentType: string | null
  readonly text: string
}

interface ResponseObject {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown; readonly example?: unknown }>>
}

/** Holds answers against the document that their server gives of itself. */
export class Conformance {
  readonly document: OpenApiDocument
  /** Operations of which a success was seen, by their ids. */
  readonly seen: Set<string> = new Set()
  readonly #ajv = new Ajv2020({ strict: false })
  readonly #validators = new Map<string, ValidateFunction>()
  readonly #operations: readonly DescribedOperation[]

  constructor(document: OpenApiDocument) {
    this.document = document
    this.#operations = operationsOf(document)
    // CommonJS: its function is behind a default of a default for some loaders.
    ;(addFormats as unknown as typeof addFormats.default)(this.#ajv)
    this.#ajv.addSchema(document, 'document')
  }

  /** `undefined` when the document has such an answer, else what is wrong. */
  complaintOf(answer: SeenAnswer): string | undefined {
    const { method, path, status } = answer
    const described = this.operation(method, path)
    const told = described ? this.#complaintOfKnown(described, answer) : this.#complaintOfUnknown(answer)
    if (told !== undefined) return `${method} ${path}: ${told}`
    if (described && status < 300) this.seen.add(described.operation.operationId ?? '')
    return undefined
  }

  /** Of several paths that fit, the one with most literal segments. */
  operation(method: string, path: string): DescribedOperation | undefined {
    const segments = path.split('/').filter((segment) => segment !== '')
    return this.#operations
      .filter((one) => one.method === method.toLowerCase())
      .map((one) => ({ one, fit: fitOf(one.path.split('/').filter(Boolean), segments) }))
      .filter(({ fit }) => fit >= 0)
      .toSorted((a, b) => b.fit - a.fit)[0]?.one
  }

  #complaintOfKnown({ method, path, operation }: DescribedOperation, answer: SeenAnswer): string | undefined {
    const { status, text } = answer
    const response = operation.responses?.[String(status)] as ResponseObject | undefined
    if (!response) return `the document has no answer ${status}`
    const { content } = response
    if (!content) return text === '' ? undefined : `the document has no body with ${status}`
    const type = essenceOf(answer)
    if (!content[type]) return `the document has no ${type} with ${status}`
    if (!type.endsWith('json')) return undefined
    const place = ['paths', path, method, 'responses', String(status), 'content', type, 'schema']
    return this.#complaintOfBody(place, text)
  }

  /** What is no route is refused alike, whatever was asked. */
  #complaintOfUnknown(answer: SeenAnswer): string | undefined {
    if (answer.status < 400) return `the document has no such operation, and the answer is ${answer.status}`
    if (answer.text === '') return undefined
    const isAirtable = isAirtablePath(answer.path)
    const type = isAirtable ? 'application/json' : PROBLEM_MEDIA_TYPE
    if (essenceOf(answer) !== type) return `a refusal of type ${answer.contentType}`
    return this.#complaintOfBody(
      ['components', 'schemas', isAirtable ? 'AirtableError' : 'Problem'],
      answer.text,
    )
  }

  #complaintOfBody(place: readonly string[], text: string): string | undefined {
    const validate = this.validator(place)
    return validate(JSON.parse(text)) ? undefined : this.#ajv.errorsText(validate.errors, { dataVar: 'body' })
  }

  /** Of the schema at this place of the document. */
  validator(place: readonly string[]): ValidateFunction {
    const pointer = place
      .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    const known = this.#validators.get(pointer)
    if (known) return known
    const made = this.#ajv.compile({ $ref: `document#/${pointer}` })
    this.#validators.set(pointer, made)
    return made
  }
}

/** How many segments are the same by their letters; -1: it does not fit. */
function fitOf(template: readonly string[], segments: readonly string[]): number {
  if (template.length !== segments.length) return -1
  const fits = template.map((part, index) => (part.startsWith('{') ? 0 : part === segments[index] ? 1 : -1))
  return fits.includes(-1) ? -1 : fits.reduce<number>((sum, fit) => sum + fit, 0)
}

function essenceOf({ contentType }: SeenAnswer): string {
  return contentType?.split(';', 1)[0]?.trim() ?? ''
}

let known: Promise<Conformance> | undefined

/** By the document of the first server that is asked for it: all of this process have the same. */
export function conformanceOf(url: string): Promise<Conformance> {
  return (known ??= fetch(`${url}/openapi.json`)
    .then((response) => response.json())
    .then((document) => new Conformance(document as OpenApiDocument)))
}
