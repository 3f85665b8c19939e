/** The folder that the dataset is in: this one. */
export const DATASET_FOLDER: URL = new URL('./', import.meta.url)

/** The files that make the dataset, in the order of their names. */
export const DATASET_FILES = [
  'attacks.en.jsonl',
  'attacks.es.jsonl',
  'dialogues.en.jsonl',
  'dialogues.es.jsonl',
  'houses.json',
  'single-turns.en.jsonl',
  'single-turns.es.jsonl',
] as const
export type DatasetFile = (typeof DATASET_FILES)[number]
