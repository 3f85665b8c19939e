const PLACE = 'larder-key'

/** The key of the operator, kept in this tab; absent where the server asks for none. */
export function adminKey(): string | undefined {
  return sessionStorage.getItem(PLACE) ?? undefined
}

export function keepAdminKey(key: string): void {
  sessionStorage.setItem(PLACE, key)
}

/** A request of this server's, with the key beside its own headers. */
export function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const key = adminKey()
  const headers = new Headers(init.headers)
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
  return fetch(path, { ...init, headers, cache: 'no-store' })
}
