import { ask } from './admin-key.ts'

/** What the server says in place of an answer. */
export class Refusal extends Error {
  readonly status: number

  constructor(status: number, detail: string | undefined) {
    super(detail ?? `HTTP ${status}`)
    this.status = status
  }

  /** Whether it wants another key. */
  get isOfKey(): boolean {
    return this.status === 401 || this.status === 403
  }
}

/** The body of an answer. Rejects with Refusal. */
export async function askJson(path: string, init?: RequestInit): Promise<unknown> {
  return (await asked(path, init)).json()
}

/** The answer itself, for whoever reads it piece by piece. Rejects with Refusal. `key`: instead of the one that is kept. */
export async function asked(path: string, init?: RequestInit, key?: string): Promise<Response> {
  const response = await ask(path, init, key)
  if (!response.ok) throw new Refusal(response.status, await detailOf(response))
  return response
}

async function detailOf(response: Response): Promise<string | undefined> {
  try {
    const body = (await response.json()) as {
      readonly detail?: string
      readonly error?: { readonly message?: string }
    }
    return body.detail ?? body.error?.message
  } catch {
    return undefined
  }
}
