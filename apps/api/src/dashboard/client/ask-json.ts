import { ask } from './admin-key.ts'

/** The body of an answer, or an error with what the server says. */
export async function askJson(path: string, init?: RequestInit): Promise<unknown> {
  return (await asked(path, init)).json()
}

/** The answer itself, for whoever reads it piece by piece; an error with what the server says instead of a refusal. */
export async function asked(path: string, init?: RequestInit): Promise<Response> {
  const response = await ask(path, init)
  if (!response.ok) throw new Error((await detailOf(response)) ?? `HTTP ${response.status}`)
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
