import { type Context, Hono } from 'hono'
import { matchedRoutes } from 'hono/route'

/** What a run of the handlers came to: a response, what one of them threw, or that none answered. */
export type Replayed = { readonly response: Response } | { readonly error: unknown } | 'not-found'

/**
 * Runs what stands behind this middleware once more, for a GET with these headers, in a context of its own: the request
 * that it serves may have its answer already, and nothing that is done now may change that. Variables, layout and renderer
 * that were set before are there; what middleware further out does to responses is not done.
 */
export async function replay(original: Context, routeIndex: number, headers: Headers): Promise<Replayed> {
  const inner = new Hono({ getPath: () => original.req.path })
  const ended: { error?: { readonly thrown: unknown }; isNotFound?: boolean } = {}
  inner.use(async (context, next) => {
    replayed.add(context)
    for (const [name, value] of Object.entries(original.var)) context.set(name as never, value as never)
    renderAs(original, context)
    await next()
  })
  for (const { method, path, handler } of matchedRoutes(original).slice(routeIndex + 1))
    inner.on(method, path, handler)
  inner.onError((thrown) => {
    ended.error = { thrown }
    return new Response(null, { status: 500 })
  })
  inner.notFound(() => {
    ended.isNotFound = true
    return new Response(null, { status: 404 })
  })
  const response = await inner.fetch(
    new Request(original.req.raw.url, { headers }),
    original.env,
    executionOf(original),
  )
  if (ended.error) return { error: ended.error.thrown }
  return ended.isNotFound ? 'not-found' : { response }
}

/**
 * What middleware further out has set to render with answers in its own context, among the headers of what was served
 * there: of that answer only the body and its type are taken.
 */
function renderAs(original: Context, context: Context): void {
  const layout = original.getLayout()
  if (layout) context.setLayout(layout)
  context.setRenderer(async (...content) => {
    const { body, headers } = await original.render(...content)
    const type = headers.get('content-type')
    return context.newResponse(body, type === null ? {} : { headers: { 'Content-Type': type } })
  })
}

const replayed = new WeakSet<Context>()

/** Whether this context is of a run that fills the cache: middleware of this kind further in lets it pass. */
export function isReplay(context: Context): boolean {
  return replayed.has(context)
}

/** Only some runtimes have one; hono throws where there is none. */
function executionOf(context: Context): Context['executionCtx'] | undefined {
  try {
    return context.executionCtx
  } catch {
    return undefined
  }
}
