/** What is asked for, over and over. */
export interface HttpQuestion {
  readonly id: 'record' | 'page' | 'filter'
  readonly title: string
  /** With its query. */
  readonly path: string
}

export const BASE = 'appReservasDemo01'
/** The table that Larder copies as a whole. */
export const MIRRORED = 'Reservas'
const FILTER = new URLSearchParams({ filterByFormula: "AND({Estado}='Confirmada',{Personas}>2)" })

export const HTTP_QUESTIONS: readonly HttpQuestion[] = [
  { id: 'record', title: 'One record', path: `/v0/${BASE}/Clientes/recCliente0000001` },
  { id: 'page', title: 'A page of 100 records', path: `/v0/${BASE}/Clientes?pageSize=100` },
  { id: 'filter', title: 'A filtered list, mirrored', path: `/v0/${BASE}/${MIRRORED}?${FILTER.toString()}` },
]

/** What Airtable's clients send, and Larder's own key: it answers as it does where others can reach it. */
export const KEY = 'bench-key-0123456789'
export const HEADERS: Readonly<Record<string, string>> = {
  authorization: `Bearer ${KEY}`,
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'Airtable.js/0.12.2',
  'x-api-version': '0.1.0',
  'x-airtable-application-id': BASE,
}
