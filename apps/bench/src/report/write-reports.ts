import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes files of these names and texts into the folder; returns their paths. */
export function writeReports(folder: string, reports: Readonly<Record<string, string>>): readonly string[] {
  mkdirSync(folder, { recursive: true })
  return Object.entries(reports).map(([name, text]) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  })
}
