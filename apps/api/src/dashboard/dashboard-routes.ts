import { Hono } from 'hono'
import { dashboardFile } from './dashboard-files.ts'
import { problem } from '../problem.ts'

/** The page draws from this server alone, and nobody may frame it. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
}

/** The operator's page: files without any data, open to everybody. What it shows it asks for with the admin's key. */
export function dashboardRoutes(): Hono {
  return new Hono().get('/:file', (c) => {
    const name = c.req.param('file')
    return fileAnswer(name) ?? problem(c, 404, `There is no file ${name} of the dashboard.`)
  })
}

export function dashboardPage(): Response {
  return fileAnswer('index.html') as Response
}

/** Whether a person at a browser asks; programs are answered in JSON. */
export function prefersPage(accept: string | undefined): boolean {
  return accept?.includes('text/html') === true
}

function fileAnswer(name: string): Response | undefined {
  const file = dashboardFile(name)
  return file && new Response(file.body, { headers: { ...HEADERS, 'content-type': file.type } })
}
