/** The folder that the dataset is in: this one. */
export const DATASET_FOLDER: URL = new URL('./', import.meta.url)

/** The files that make the dataset, in the order of their names. */
export const DATASET_FILES = [
  'attacks.dev.en.jsonl',
  'attacks.dev.es.jsonl',
  'attacks.test.en.jsonl',
  'attacks.test.es.jsonl',
  'dialogues.dev.en.jsonl',
  'dialogues.dev.es.jsonl',
  'dialogues.test.en.jsonl',
  'dialogues.test.es.jsonl',
  'houses.json',
  'single-turns.en.jsonl',
  'single-turns.es.jsonl',
] as const
export type DatasetFile = (typeof DATASET_FILES)[number]
