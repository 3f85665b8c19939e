import { availableParallelism } from 'node:os'
import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Workspace packages are tested from their TypeScript sources: no build comes first. */
const resolve = { conditions: ['@larder/source'] }

/** Whose tests share nothing but modules, which one process need not load again for each file. That of Redis counts its ports. */
const SHARED = /^packages\/(?!redis-adapter$)/

const roots = ['packages', 'apps'].flatMap((floor) =>
  readdirSync(new URL(floor, import.meta.url)).map((name) => `${floor}/${name}`),
)

export default defineConfig({
  test: {
    // Most tests wait for servers and clocks of their own: with two at a time two cores are idle for half of the time.
    maxWorkers: Math.max(3, Math.floor(availableParallelism() / 2)),
    projects: [...roots, 'docs', 'examples', 'scripts'].map((root) => ({
      resolve,
      ssr: { resolve },
      test: {
        name: root,
        root,
        isolate: !SHARED.test(root),
        include: ['**/*.test.ts'],
        exclude: ['**/node_modules/**', '**/dist/**'],
        // Only what hangs is to fail by it: a busy machine may take long for real processes.
        testTimeout: 30_000,
        hookTimeout: 60_000,
      },
    })),
  },
})
