/** The text of a cell, or of the first of a lookup's; '' for an empty one. */
export function textIn(cell: unknown): string {
  const value: unknown = Array.isArray(cell) ? cell[0] : cell
  return typeof value === 'string' ? value : ''
}

/** The texts of a cell that holds several: choices, ids of linked records. */
export function textsIn(cell: unknown): readonly string[] {
  return Array.isArray(cell) ? cell.filter((value) => typeof value === 'string') : []
}

export function numberIn(cell: unknown): number | undefined {
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined
}
