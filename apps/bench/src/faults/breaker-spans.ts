import type { BreakerState } from '@larder/cache-core'
import type { ToldEvent } from './drill-cache.ts'

export type Side = 'read' | 'write'

/** How long a breaker was in one state. */
export interface BreakerSpan {
  readonly state: BreakerState
  readonly from: number
  readonly to: number
}

/** States of one breaker of one cache, in order. Of several nodes: of the worst. */
export function breakerSpans(
  events: readonly ToldEvent[],
  cache: string,
  side: Side,
  until: number,
): readonly BreakerSpan[] {
  const nodes = new Map<string, BreakerState>()
  const spans: BreakerSpan[] = []
  let [state, from]: [BreakerState, number] = ['closed', 0]
  for (const { at, cache: its, event } of events) {
    if (event.type !== 'breaker' || its !== cache || event.breaker !== side) continue
    nodes.set(event.node, event.to)
    const now = worst(nodes)
    if (now === state) continue
    spans.push({ state, from, to: at })
    ;[state, from] = [now, at]
  }
  return [...spans, { state, from, to: until }]
}

/** When it went from closed to open. */
export function openings(events: readonly ToldEvent[], cache: string, side: Side): readonly number[] {
  return events
    .filter(
      ({ cache: its, event }) =>
        its === cache &&
        event.type === 'breaker' &&
        event.breaker === side &&
        event.from === 'closed' &&
        event.to === 'open',
    )
    .map(({ at }) => at)
}

function worst(nodes: ReadonlyMap<string, BreakerState>): BreakerState {
  const states = new Set(nodes.values())
  return (['open', 'half-open'] as const).find((state) => states.has(state)) ?? 'closed'
}
