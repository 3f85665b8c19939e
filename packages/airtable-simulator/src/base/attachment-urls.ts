import type { Clock } from '@larder/cache-core'

/** A file in a cell. */
interface Attachment {
  readonly id: string
  readonly filename: string
  readonly type?: string
  readonly [other: string]: unknown
}

/** Makes the URLs of attachments die after a while, as Airtable's do two hours after the answer that held them. */
export class AttachmentUrls {
  readonly #clock: Clock
  readonly #ttlMs: number
  readonly #files = new Map<string, Attachment>()
  /** Where the simulator is reached; known when it listens. */
  origin = ''

  constructor(ttlMs: number, clock: Clock) {
    this.#ttlMs = ttlMs
    this.#clock = clock
  }

  /** An attachment cell with URLs of its own answer. */
  dated(cell: unknown): unknown {
    if (!Array.isArray(cell)) return cell
    const diesAt = this.#clock.now() + this.#ttlMs
    return (cell as readonly Attachment[]).map((file) => {
      this.#files.set(file.id, file)
      const name = encodeURIComponent(file.filename)
      return { ...file, url: `${this.origin}/attachments/${file.id}/${diesAt}/${name}` }
    })
  }

  /** What is behind a path: nothing known, gone, or the file, whose content is only its name. */
  fetch(path: string): { readonly status: 200 | 404 | 410; readonly type: string; readonly text: string } {
    const [, id = '', diesAt = ''] = /^\/attachments\/(\w+)\/(\d+)\//.exec(path) ?? []
    const file = this.#files.get(id)
    if (!file) return { status: 404, type: 'text/plain', text: 'Not found' }
    if (this.#clock.now() >= Number(diesAt)) return { status: 410, type: 'text/plain', text: 'Gone' }
    return { status: 200, type: file.type ?? 'application/octet-stream', text: file.filename }
  }
}
