import type { CacheEvent, CacheObserver } from '../ports/observer.ts'

/** Keeps every event, for assertions. */
export class RecordingObserver implements CacheObserver {
  readonly events: CacheEvent[] = []

  on(event: CacheEvent): void {
    this.events.push(event)
  }

  ofType<Type extends CacheEvent['type']>(type: Type): Extract<CacheEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<CacheEvent, { type: Type }> => event.type === type)
  }
}
