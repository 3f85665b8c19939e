import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DATASET_FILES, DATASET_FOLDER } from './dataset-files.ts'

/** SHA-256 in hex over names and content of the files: two reports that print the same one measured with the same cases. */
export function datasetHash(folder: URL = DATASET_FOLDER): string {
  const hash = createHash('sha256')
  for (const name of DATASET_FILES) {
    const content = readFileSync(new URL(name, folder))
    hash.update(`${name} ${content.byteLength}\n`).update(content)
  }
  return hash.digest('hex')
}
