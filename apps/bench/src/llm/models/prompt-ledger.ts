import { createHash } from 'node:crypto'
import type { ChatRequest } from '@larder/assistant'

/** Which instructions were sent: versions are names, and a hash tells when somebody forgot to change one. */
export class PromptLedger {
  readonly #seen = new Map<string, string>()

  note({ agent, promptVersion, system }: ChatRequest): void {
    const key = `${agent} ${promptVersion}`
    if (this.#seen.has(key)) return
    this.#seen.set(key, createHash('sha256').update(system).digest('hex').slice(0, 12))
  }

  get versions(): readonly string[] {
    return [...this.#seen].map(([key, hash]) => `${key} (${hash})`).sort()
  }
}
