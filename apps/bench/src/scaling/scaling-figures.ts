import type { LineFit } from './line-fit.ts'

/** Memory of Redis that one entry takes, in bytes. */
export interface EntrySize {
  readonly what: string
  /** The value as JSON. */
  readonly jsonBytes: number
  readonly tags: number
  /** What is stored under the key: header, fields and the value, compressed where that is worth it. */
  readonly storedBytes: number
  /** All that Redis keeps for it. */
  readonly redisBytes: number
}

export interface EntryFigures {
  readonly sizes: readonly EntrySize[]
  /** What Redis adds to key and value of an entry, in bytes: without and with an expiry. */
  readonly keyBytes: number
  readonly expiryBytes: number
}

export interface AppendCost {
  /** Barriers in one record. */
  readonly barriers: number
  /** CPU of the server for one record, in µs, with nobody following. */
  readonly serverUs: number
  /** What the stream keeps of one record. */
  readonly recordBytes: number
}

export interface AppendFigures {
  readonly costs: readonly AppendCost[]
  /** Bytes that one barrier takes in the hash of its generation. */
  readonly barrierBytes: number
}

export interface FanOutPoint {
  readonly followers: number
  /** CPU of the server for one record of one barrier, in µs: alone, and as one of many sent without a pause. */
  readonly aloneUs: number
  readonly burstUs: number
  /** From the append until the last follower has it, in ms; all followers are in one process here. */
  readonly lastMs: number
}

export interface FollowerFigures {
  readonly points: readonly FanOutPoint[]
  readonly alone: LineFit
  readonly burst: LineFit
  /** CPU of a process that follows, for one record that comes alone, in µs. */
  readonly clientUs: number
  /** What one message takes on the wire, in bytes. */
  readonly messageBytes: number
  /** Records of one barrier that a follower may leave unread until Redis cuts it, by its default limits. */
  readonly unreadUntilCut: number
}

export interface SnapshotCost {
  readonly barriers: number
  /** In µs of CPU. */
  readonly serverUs: number
  readonly clientUs: number
  readonly replyBytes: number
}

/** Connections that all ask for a snapshot in the same instant. */
export interface HerdPoint {
  readonly connections: number
  /** Until the last one has it, in ms. */
  readonly lastMs: number
  /** The share that had it within the default deadline of a call. */
  readonly inTime: number
}

export interface SnapshotFigures {
  readonly costs: readonly SnapshotCost[]
  /** µs of the server by barriers. */
  readonly server: LineFit
  readonly herd: readonly HerdPoint[]
  /** CPU of the server for one look at the log that finds nothing new, in µs. */
  readonly lookUs: number
}

export interface ConnectionFigures {
  /** Of one process to one server. */
  readonly atRest: number
  readonly underLoad: number
  /** Memory of the server for one connection at rest, in bytes. */
  readonly bytes: number
  /** CPU of the server until one connection can be used, in µs. */
  readonly connectUs: number
  /** Of one process with nothing to do, in a second: commands, and CPU of the server in µs. */
  readonly idleCommands: number
  readonly idleUs: number
}

export interface ReadCost {
  readonly storedBytes: number
  /** Keys of one MGET. */
  readonly keys: number
  /** CPU of the server for one key, in µs. */
  readonly serverUs: number
}

export interface ReadFigures {
  readonly costs: readonly ReadCost[]
  /** CPU of the process that reads, for one entry of 900 B of JSON from Redis, in µs. */
  readonly clientUs: number
  /** CPU of the server for one entry written, and for a lease taken and given back, in µs. */
  readonly writeUs: number
  readonly leaseUs: number
}

/** Real processes, to hold the simulation against. */
export interface FleetFigures {
  readonly processes: number
  /** From when a record was sent until a process heard of it, in ms. */
  readonly delayMs: { readonly p50: number; readonly p99: number }
  /** From when the log changed hands, full, until the last process was healthy again, in ms; Infinity for not at all. */
  readonly recoveryMs: number
}

/** What one core of the machine, and one thread of its Redis, can do. */
export interface ScalingFigures {
  readonly entries: EntryFigures
  readonly appends: AppendFigures
  readonly followers: FollowerFigures
  readonly snapshots: SnapshotFigures
  readonly connections: ConnectionFigures
  readonly reads: ReadFigures
  readonly fleet: FleetFigures
}
