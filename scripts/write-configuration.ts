// Writes docs/configuration.md from what the code declares.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configurationPage } from '../apps/api/src/configuration/configuration-page.ts'

const path = fileURLToPath(new URL('../docs/configuration.md', import.meta.url))
writeFileSync(path, configurationPage())
console.log(`wrote ${path}`)
