import { fileURLToPath } from 'node:url'

/** Where the picture of that name is kept. */
export function screenshotPath(name: string): string {
  return fileURLToPath(new URL(`../docs/screenshots/${name}.png`, import.meta.url))
}
