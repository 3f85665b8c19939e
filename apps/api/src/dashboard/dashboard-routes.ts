import { dashboardFileRoute } from '@larder/api-contract'
import { OpenAPIHono } from '@hono/zod-openapi'
import { dashboardFile } from './dashboard-files.ts'
import { preferredType } from '../openapi/preferred-type.ts'
import { PAGE_HEADERS } from '../page-headers.ts'
import { ProblemError } from '../problem/problem-error.ts'

/** The operator's page: files without any data, open to everybody. What it shows it asks for with the admin's key. */
export function dashboardRoutes(): OpenAPIHono {
  return new OpenAPIHono().openapi(dashboardFileRoute, (c) => {
    const name = c.req.param('file')
    const answer = fileAnswer(name)
    if (!answer) throw new ProblemError('not-found', `There is no file ${name} of the dashboard.`)
    return answer
  })
}

export function dashboardPage(): Response {
  return fileAnswer('index.html') as Response
}

/** Whether a person at a browser asks; programs are answered in JSON. */
export function prefersPage(accept: string | undefined): boolean {
  return preferredType(accept, ['application/json', 'text/html']) === 'text/html'
}

function fileAnswer(name: string): Response | undefined {
  const file = dashboardFile(name)
  return file && new Response(file.body, { headers: { ...PAGE_HEADERS, 'content-type': file.type } })
}
