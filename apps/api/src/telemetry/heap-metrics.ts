import { getHeapStatistics } from 'node:v8'
import { gauge, type MetricSource } from './metric-family.ts'

/** What the client's own metrics lack: how much the heap may grow, against which its size is to be seen. */
export const heapMetrics: MetricSource = () => [
  gauge(
    'larder_heap_limit_bytes',
    'Size of the heap at which the process ends for want of memory.',
    getHeapStatistics().heap_size_limit,
  ),
]
