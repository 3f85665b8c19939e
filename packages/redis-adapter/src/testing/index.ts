export type { CommandArgument } from './admin-connection.ts'
export { CertificateAuthority, type CertificatePair, type IssueOptions } from './certificate-authority.ts'
export {
  type ChaosCounters,
  type ChaosProxy,
  type ChaosProxyOptions,
  type ConnectionChoice,
  startChaosProxy,
} from './chaos-proxy.ts'
export type { AcceptMode, ByteOffset, ChaosSettings, Direction, DirectionSettings } from './chaos-settings.ts'
export { freePort } from './free-port.ts'
export type { RedisServer } from './local-server.ts'
export type { ClientTls, ServerTlsOptions } from './server-tls.ts'
export type { Cut } from './network-namespace.ts'
export { type PartitionedRedis, startPartitionedRedis } from './start-partitioned-redis.ts'
export { startRedis, type StartRedisOptions } from './start-redis.ts'
export { type RedisSentinels, startSentinel, type StartSentinelOptions } from './start-sentinel.ts'
export type { MigrationPause, SlotMigration } from './slot-migration.ts'
export { type RedisCluster, startCluster, type StartClusterOptions } from './start-cluster.ts'
