import { MAIN_VARIABLES } from '../config.ts'
import { HTTP_VARIABLES } from '../http-config.ts'
import { REDIS_VARIABLES } from '../redis-config.ts'
import { ASSISTANT_VARIABLES } from '../assistant/assistant-config.ts'
import { TELEMETRY_VARIABLES } from '../telemetry/telemetry-config.ts'
import type { Variables } from '../whole-number.ts'
import type { VariableGroup } from './declared-variable.ts'
import { OPENTELEMETRY } from './opentelemetry-variables.ts'

/** All variables that are read, with their rules. */
export const READ_VARIABLES: Variables = {
  ...MAIN_VARIABLES,
  ...HTTP_VARIABLES,
  ...REDIS_VARIABLES,
  ...ASSISTANT_VARIABLES,
  ...TELEMETRY_VARIABLES,
}

/** docs/configuration.md is made from these. */
export const VARIABLE_GROUPS: readonly VariableGroup[] = [
  {
    title: 'Serving',
    variables: [
      {
        name: 'HOST',
        fallback: '127.0.0.1',
        meaning: 'address to listen on; any other than loopback needs keys',
      },
      { name: 'PORT', fallback: '3000', meaning: 'port to listen on; 0 for any free one' },
      {
        name: 'LOG_LEVEL',
        fallback: 'info',
        meaning: '`fatal`, `error`, `warn`, `info`, `debug` (a line for every request), `trace` or `silent`',
      },
      {
        name: 'HTTP_HEADERS_TIMEOUT_MS',
        fallback: '10000',
        meaning: 'how long the head of a request may take; then 408',
      },
      {
        name: 'HTTP_REQUEST_TIMEOUT_MS',
        fallback: '60000',
        meaning: 'how long a whole request may take to arrive; then 408',
      },
      {
        name: 'HTTP_IDLE_TIMEOUT_MS',
        fallback: '120000',
        meaning: 'how long a connection may be silent, with a request or its answer under way or not',
      },
      {
        name: 'HTTP_KEEP_ALIVE_MS',
        fallback: '5000',
        meaning:
          'how long a connection is kept for its next request; behind a proxy, longer than the proxy keeps it',
      },
      {
        name: 'HTTP_MAX_CONNECTIONS',
        fallback: '5000',
        meaning: 'connections at a time; what is more is closed at once',
      },
      {
        name: 'SHUTDOWN_DRAIN_DELAY_MS',
        fallback: '0',
        meaning:
          'how long it goes on serving after SIGTERM, while `/readyz` says 503: as long as a balancer takes to see it ([docs/deployment.md](deployment.md))',
      },
    ],
  },
  {
    title: 'Who may call',
    variables: [
      {
        name: 'LARDER_API_KEY',
        without: 'none',
        meaning:
          'a key, or its digest as `npm run larder-key` prints it; callers present it as `Authorization: Bearer …`, and may do everything',
      },
      {
        name: 'LARDER_ADMIN_KEY',
        without: 'none',
        meaning: 'the same for `/cache/…` alone; with it, `LARDER_API_KEY` does not open that',
      },
      {
        name: 'LARDER_RATE_LIMIT',
        without: 'none',
        meaning:
          'how often each key may ask each process, as requests/seconds: `600/60` ([docs/security.md](security.md))',
      },
      {
        name: 'LARDER_ACCESS',
        fallback: 'keys',
        meaning: '`keys`: Larder holds the token of Airtable; `pass-through`: callers present their own',
      },
      {
        name: 'LARDER_CONFIG',
        without: 'none',
        meaning:
          'a file with more keys, each with its bases, with freshness by base and table ([docs/endpoint.md](endpoint.md)), and with the house of the assistant ([docs/assistant.md](assistant.md))',
      },
    ],
  },
  {
    title: 'Airtable',
    variables: [
      { name: 'AIRTABLE_API_KEY', without: 'the simulator', meaning: 'a personal access token' },
      {
        name: 'AIRTABLE_ENDPOINT_URL',
        without: '`https://api.airtable.com`',
        meaning: 'where Airtable is; https, or http within networks of your own',
      },
      {
        name: 'AIRTABLE_BASE_IDS',
        without: 'none',
        meaning: 'bases whose schema is read at start, separated by commas',
      },
      {
        name: 'AIRTABLE_EXPECTED_PROCESSES',
        fallback: '5',
        meaning:
          'how many processes share the budget of 5 requests/s per base, as long as Redis has never told; while Redis is away each keeps to its share',
      },
    ],
  },
  {
    title: 'Redis',
    variables: [
      {
        name: 'REDIS_URL',
        without: 'memory only',
        meaning:
          '`redis://host`, `redis+sentinel://a,b,c/mymaster` or `redis+cluster://a,b,c`, with user, password and database; `rediss` for TLS (verified)',
      },
      {
        name: 'REDIS_TLS_CA_FILE',
        without: "the system's",
        meaning: 'authorities to trust instead, PEM',
      },
      {
        name: 'REDIS_TLS_CERT_FILE',
        without: 'none',
        meaning: 'our own certificate, where the server asks for one, PEM',
      },
      { name: 'REDIS_TLS_KEY_FILE', without: 'none', meaning: 'its key, PEM' },
      { name: 'REDIS_TLS_SERVERNAME', without: 'the host', meaning: 'the name that certificates must carry' },
      {
        name: 'REDIS_SENTINEL_USERNAME',
        without: 'none',
        meaning: 'how to log in to the sentinels; those of the URL are for the servers',
      },
      { name: 'REDIS_SENTINEL_PASSWORD', without: 'none', meaning: 'the same' },
      {
        name: 'REDIS_NAT_MAP',
        without: 'none',
        meaning:
          'where servers are found that announce other addresses: `10.0.0.1:6379=redis.example.com:7001,…`',
      },
      {
        name: 'REDIS_POOL_MAX',
        without: '10; in a cluster 2 to each node',
        meaning: 'most connections for reads and writes; three more serve health checks, sweeps and messages',
      },
      {
        name: 'REDIS_DEADLINE_MS',
        fallback: '150',
        meaning: 'how long one Redis call may hold up a request',
      },
    ],
  },
  {
    title: 'The cache',
    variables: [
      { name: 'CACHE_TTL_MS', fallback: '300000', meaning: 'how long an answer is fresh' },
      {
        name: 'CACHE_STALE_WHILE_REVALIDATE_MS',
        fallback: '0',
        meaning: 'how long after that it is still served at once, while it is refreshed behind',
      },
      {
        name: 'CACHE_STALE_IF_ERROR_MS',
        fallback: '86400000',
        meaning: 'how long after that it may stand in when Airtable cannot be asked',
      },
      {
        name: 'CACHE_SOFT_TIMEOUT_MS',
        fallback: '1000',
        meaning: 'with such an answer at hand, how long to wait for Airtable',
      },
      {
        name: 'CACHE_MEMORY_BYTES',
        fallback: '67108864',
        meaning: 'size of the memory tier; 0 turns it off',
      },
      { name: 'CACHE_NAMESPACE', fallback: 'larder', meaning: 'prefix of every key in Redis' },
      { name: 'CACHE_COMPRESSION', fallback: 'zstd', meaning: '`zstd`, `deflate-raw` or `none`' },
      {
        name: 'CACHE_COMPRESSION_THRESHOLD_BYTES',
        fallback: '2048',
        meaning: 'smaller values are stored as they are',
      },
    ],
  },
  {
    title: 'The assistant',
    variables: [
      {
        name: 'OPENAI_API_KEY',
        without: 'none',
        meaning: 'of the provider, where one of its models is named',
      },
      { name: 'DEEPSEEK_API_KEY', without: 'none', meaning: 'the same' },
      {
        name: 'OPENAI_BASE_URL',
        without: "the provider's",
        meaning: 'another compatible server; https, or http within networks of your own',
      },
      { name: 'DEEPSEEK_BASE_URL', without: "the provider's", meaning: 'the same' },
      {
        name: 'ASSISTANT_MODELS',
        without: 'those of [docs/assistant.md](assistant.md), as far as their keys are there; else rules',
        meaning:
          'models of all agents, best first: `openai:gpt-6-luna,deepseek:deepseek-flash`; `none`: rules, whatever keys there are',
      },
      {
        name: 'ASSISTANT_ROUTER_MODELS',
        without: 'as above',
        meaning: 'the same for the agent that reads messages',
      },
      {
        name: 'ASSISTANT_LOGIC_MODELS',
        without: 'as above',
        meaning: 'the same for the agent that chooses among what is free',
      },
      {
        name: 'ASSISTANT_HUMAN_MODELS',
        without: 'as above',
        meaning: 'the same for the agent that words replies',
      },
      {
        name: 'ASSISTANT_DAILY_USD',
        without: 'no limit',
        meaning: 'what models may cost in a day (UTC) and process; then rules answer',
      },
      {
        name: 'ASSISTANT_CACHE_SECRET',
        without: 'nothing is kept',
        meaning: 'at least 16 characters: answers of models are kept, under keys that only this secret makes',
      },
    ],
  },
  {
    title: 'Telemetry',
    variables: [
      {
        name: 'METRICS_KEY',
        without: 'none',
        meaning: 'a key, or its digest; opens `/metrics` and nothing else, where keys are asked for',
      },
      {
        name: 'LOG_SLOW_MS',
        fallback: '2000',
        meaning: 'requests that take this long have a line at `warn`',
      },
    ],
  },
  OPENTELEMETRY,
]
