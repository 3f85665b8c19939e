interface Benchmark {
  readonly run: (args: readonly string[], root: string) => Promise<void>
  readonly usage: string
}

/** Each is loaded when it is asked for: most of them bring servers, clients and simulators along. */
const BENCHMARKS: ReadonlyMap<string, () => Promise<Benchmark>> = new Map([
  [
    'cache',
    async () =>
      import('./bench-cache.ts').then(({ benchCache: run, CACHE_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'rivals',
    async () =>
      import('./bench-rivals.ts').then(({ benchRivals: run, RIVALS_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'faults',
    async () =>
      import('./bench-faults.ts').then(({ benchFaults: run, FAULTS_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'scaling',
    async () =>
      import('./bench-scaling.ts').then(({ benchScaling: run, SCALING_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'soak',
    async () => import('./bench-soak.ts').then(({ benchSoak: run, SOAK_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'roll',
    async () => import('./bench-roll.ts').then(({ benchRoll: run, ROLL_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'budget',
    async () =>
      import('./bench-budget.ts').then(({ benchBudget: run, BUDGET_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'mirror',
    async () =>
      import('./bench-mirror.ts').then(({ benchMirror: run, MIRROR_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'llm',
    async () => import('./bench-llm.ts').then(({ benchLlm: run, LLM_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'availability',
    async () =>
      import('./bench-availability.ts').then(({ benchAvailability: run, AVAILABILITY_USAGE: usage }) => ({
        run,
        usage,
      })),
  ],
  [
    'http',
    async () => import('./bench-http.ts').then(({ benchHttp: run, HTTP_USAGE: usage }) => ({ run, usage })),
  ],
  [
    'freshness',
    async () =>
      import('./bench-freshness.ts').then(({ benchFreshness: run, FRESHNESS_USAGE: usage }) => ({
        run,
        usage,
      })),
  ],
])

/** `pnpm bench` with these arguments, for the repository at `root`. Rejects with what is wrong, for whoever asked. */
export async function runBenchmark(args: readonly string[], root: string): Promise<void> {
  const [name = '', ...more] = args
  const benchmark = await BENCHMARKS.get(name)?.()
  if (benchmark) return benchmark.run(more, root)
  const usage = await usageOfAll()
  if (name === '--help') return console.log(usage)
  throw new Error(`Unknown benchmark ${JSON.stringify(name)}.\n\n${usage}`)
}

async function usageOfAll(): Promise<string> {
  const all = await Promise.all([...BENCHMARKS.values()].map((load) => load()))
  return all.map(({ usage }) => usage).join('\n\n')
}
