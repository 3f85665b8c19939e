import { fetchMenu } from '../../../lib/menu.ts'
import { larder } from '../../../lib/cache.ts'

// Redis and its sockets need Node, and what Larder keeps Next need not keep as well.
export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

const LIFE = { ttlMs: 60_000, staleWhileRevalidateMs: 300_000, staleIfErrorMs: 86_400_000, tags: ['menu'] }

export async function GET(request: Request): Promise<Response> {
  const language = new URL(request.url).searchParams.get('lang') === 'en' ? 'en' : 'es'
  const { value, outcome, tier } = await larder().lookup(`menu:${language}`, () => fetchMenu(language), LIFE)
  return Response.json({ menu: value }, { headers: { 'X-Cache': `${outcome} ${tier}` } })
}

/** Called when the menu has changed: every process, and every lambda, forgets it. */
export async function DELETE(): Promise<Response> {
  await larder().invalidateTag('menu')
  return new Response(null, { status: 204 })
}
