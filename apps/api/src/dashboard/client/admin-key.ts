const PLACE = 'larder-key'

export function keepAdminKey(key: string): void {
  sessionStorage.setItem(PLACE, key)
}

/** A request of this server's, with the key of the operator that is kept in this tab: none where the server asks for none. */
export function ask(
  path: string,
  init: RequestInit = {},
  key: string | undefined = sessionStorage.getItem(PLACE) ?? undefined,
): Promise<Response> {
  const headers = new Headers(init.headers)
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
  return fetch(path, { ...init, headers, cache: 'no-store' })
}
