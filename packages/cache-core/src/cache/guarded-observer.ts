import type { CacheObserver } from '../ports/observer.ts'

/** An observer that cannot break what it observes: what it throws is dropped. */
export function guardedObserver(observer: CacheObserver): CacheObserver {
  return {
    on(event) {
      try {
        observer.on(event)
      } catch {
        // There is nobody to tell: the observer is the one who is told.
      }
    },
  }
}
