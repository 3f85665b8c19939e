import { fileURLToPath } from 'node:url'
import { runBenchmark } from './run-benchmark.ts'

try {
  await runBenchmark(process.argv.slice(2), fileURLToPath(new URL('../../..', import.meta.url)))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
