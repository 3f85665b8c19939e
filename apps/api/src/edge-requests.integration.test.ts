import { test } from 'vitest'
import { bodies } from './edge-requests/bodies.ts'
import { headers } from './edge-requests/headers.ts'
import { metadata } from './edge-requests/metadata.ts'
import { odd } from './edge-requests/odd-names.ts'
import { paths } from './edge-requests/paths.ts'
import { queries } from './edge-requests/queries.ts'
import { type RawRequest, rawRequest } from './raw-request.ts'
import { DEMO, TOKEN, withoutChance, withTwins } from './twin-fixture.ts'

const groups = Object.entries({ paths, queries, bodies, headers, metadata }).flatMap(([kind, group]) =>
  Object.entries(group).map(([name, cases]) => [`${kind}: ${name}`, cases] as const),
)

async function shownBy(url: string, asked: string | RawRequest): Promise<unknown> {
  const { headers: given, ...rest } = typeof asked === 'string' ? { path: asked } : asked
  const { authorization = `Bearer ${TOKEN}`, ...others } = given ?? {}
  const sent = authorization === '' ? others : { authorization, ...others }
  const { status, headers: answered, body } = await rawRequest(url, { ...rest, headers: sent })
  return withoutChance({ status, type: answered['content-type'], body: withoutOffset(body) })
}

/** Offsets are Larder's own: whether there is one has to be the same. */
function withoutOffset(body: unknown): unknown {
  const isPage = typeof body === 'object' && body !== null && 'offset' in body
  return isPage ? { ...body, offset: typeof body.offset } : body
}

test.concurrent.for(groups)('%s', { timeout: 60_000 }, async ([, cases], { expect }) => {
  await withTwins(
    async ({ direct, larder }) => {
      for (const asked of cases) {
        const theirs = await shownBy(direct.url, asked)
        const ours = await shownBy(larder.url, asked)

        expect.soft({ asked, ...(ours as object) }).toEqual({ asked, ...(theirs as object) })
      }
    },
    { bases: [DEMO, odd] },
  )
})
