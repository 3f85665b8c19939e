import type { DeclaredVariable, VariableGroup } from './declared-variable.ts'

/** There is one of each for both signals, one for traces and one for metrics. */
const OF_EACH_SIGNAL: readonly DeclaredVariable[] = [
  {
    name: 'HEADERS',
    without: 'none',
    meaning: 'headers of what is sent, `name=value,…`: where collectors ask for a key, it stands here',
  },
  { name: 'TIMEOUT', without: '`10000`', meaning: 'how long a collector may take to answer, in ms' },
  { name: 'COMPRESSION', without: '`none`', meaning: '`gzip` or `none`' },
  {
    name: 'CERTIFICATE',
    without: "the system's",
    meaning: 'a file with the authority to trust instead, PEM',
  },
  {
    name: 'CLIENT_CERTIFICATE',
    without: 'none',
    meaning: 'a file with our own certificate, where the collector asks for one, PEM',
  },
  { name: 'CLIENT_KEY', without: 'none', meaning: 'a file with its key, PEM' },
]

/** Where traces and metrics are sent, and how. */
export const OPENTELEMETRY: VariableGroup = {
  title: 'OpenTelemetry',
  variables: [
    {
      name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      without: 'off, unless an exporter is named',
      meaning: 'a collector for traces and metrics: [docs/operations.md](operations.md)',
    },
    { name: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', without: 'as above', meaning: 'another one for traces' },
    {
      name: 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
      without: 'as above',
      meaning: 'another one for metrics',
    },
    {
      name: 'OTEL_SDK_DISABLED',
      without: 'not',
      meaning: '`true`: OpenTelemetry is off whatever else is set',
    },
    {
      name: 'OTEL_TRACES_EXPORTER',
      without: '`otlp` where there is an endpoint',
      meaning: '`otlp` or `none`',
    },
    {
      name: 'OTEL_METRICS_EXPORTER',
      without: '`otlp` where there is an endpoint',
      meaning: '`otlp` or `none`',
    },
    {
      name: 'OTEL_EXPORTER_OTLP_PROTOCOL',
      fallback: 'http/protobuf',
      meaning: '`http/protobuf` or `http/json`',
    },
    { name: 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', without: 'as above', meaning: 'another one for traces' },
    {
      name: 'OTEL_EXPORTER_OTLP_METRICS_PROTOCOL',
      without: 'as above',
      meaning: 'another one for metrics',
    },
    {
      name: 'OTEL_TRACES_SAMPLER',
      fallback: 'parentbased_always_on',
      meaning:
        'which traces are kept: `always_on`, `always_off` or `traceidratio`, alone or after `parentbased_`',
    },
    {
      name: 'OTEL_TRACES_SAMPLER_ARG',
      fallback: '1',
      meaning: 'the share of them, 0 to 1, where it is a ratio',
    },
    {
      name: 'OTEL_METRIC_EXPORT_INTERVAL',
      fallback: '60000',
      meaning: 'how often metrics are sent, in ms',
    },
    {
      name: 'OTEL_SERVICE_NAME',
      without: '`larder`',
      meaning: 'what the processes are called in traces and metrics',
    },
    {
      name: 'OTEL_RESOURCE_ATTRIBUTES',
      without: 'none',
      meaning:
        'what else is said of the process: `deployment.environment.name=test,…`; `service.instance.id` is an id of its own unless it stands here',
    },
    ...OF_EACH_SIGNAL.flatMap(({ name, without, meaning }) => [
      { name: `OTEL_EXPORTER_OTLP_${name}`, without, meaning },
      {
        name: `OTEL_EXPORTER_OTLP_TRACES_${name}`,
        without: 'as above',
        meaning: 'the same, for traces alone',
      },
      {
        name: `OTEL_EXPORTER_OTLP_METRICS_${name}`,
        without: 'as above',
        meaning: 'the same, for metrics alone',
      },
    ]),
  ],
}
