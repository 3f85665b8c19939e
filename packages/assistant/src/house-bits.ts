/** A set of tables, a bit for each: whether two sets meet is one operation for every 32 tables. */
export function bitsOf(numbers: Iterable<number>, count: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(count / 32))
  for (const number of numbers) addBit(bits, number)
  return bits
}

export function addBit(bits: Uint32Array, number: number): void {
  const word = number >>> 5
  bits[word] = (bits[word] as number) | (1 << (number & 31))
}

export function bitsMeet(a: Uint32Array, b: Uint32Array): boolean {
  for (let word = 0; word < a.length; word++)
    if (((a[word] as number) & (b[word] as number)) !== 0) return true
  return false
}

/** Whether all that is in `some` is in `bits`. */
export function bitsCover(bits: Uint32Array, some: Uint32Array): boolean {
  for (let word = 0; word < some.length; word++)
    if (((some[word] as number) & ~(bits[word] as number)) !== 0) return false
  return true
}
