/** What the page of a benchmark in docs/benchmarks opens with: what was asked, and how to read the answer. */
export const GISTS = {
  cache:
    '**In short**: how fast Larder is beside other caches and raw clients, on one machine and one Redis: operations per second, or bytes, with the ratio to Larder in brackets. Below stand the targets, and those that were missed.',
  http: '**In short**: what Larder costs over HTTP beside Hono that answers with the same bytes and does nothing else, how long answers take at a steady rate, and how many calls to Airtable it needs for them.',
  rivals:
    '**In short**: which cache is right where processes, loads and failures cross. Each question is put to all caches in the same run; below the table stands how it was asked, and what was seen.',
  freshness:
    '**In short**: how long it takes until Larder shows what a person changed in Airtable, with webhooks that ping and with polling alone.',
} as const
