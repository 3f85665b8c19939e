import type { RedisRouter } from './redis-router.ts'

/** Items whose keys may travel in one command, together; in the order of their first. */
export function bySlot<Item>(
  router: RedisRouter,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly Item[])[] {
  const slots = items.map((item) => router.slotOf(keyOf(item)))
  if (slots.every((slot) => slot === slots[0])) return items.length === 0 ? [] : [items]
  const groups = new Map<number, Item[]>()
  for (const [index, item] of items.entries()) {
    const slot = slots[index] as number
    const group = groups.get(slot)
    if (group) group.push(item)
    else groups.set(slot, [item])
  }
  return [...groups.values()]
}
