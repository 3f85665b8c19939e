import { badCertificate } from './rows/bad-certificate.ts'
import { bigValues } from './rows/big-values.ts'
import { bomb, listUnderKey, spoiltPayload } from './rows/spoilt-entries.ts'
import { clockJump } from './rows/clock-jump.ts'
import { cannotSave, outOfMemory } from './rows/refused-writes.ts'
import { clusterDown, clusterMasterLoss, slotsMove } from './rows/cluster.ts'
import { emptied } from './rows/emptied.ts'
import type { FaultRow } from './fault-row.ts'
import { flapping } from './rows/flapping.ts'
import { hang } from './rows/hang.ts'
import { hangAtConnect } from './rows/hang-at-connect.ts'
import { killMidRun } from './rows/kill-mid-run.ts'
import { loading } from './rows/loading.ts'
import { lostMessages } from './rows/lost-messages.ts'
import { partition } from './rows/partition.ts'
import { processStall } from './rows/process-stall.ts'
import { readOnly } from './rows/read-only.ts'
import { refusedAtStart } from './rows/refused-at-start.ts'
import { refusedLogin } from './rows/refused-login.ts'
import { scriptFlush } from './rows/script-flush.ts'
import { slowLine, spoiltBytes } from './rows/bad-line.ts'
import { sentinelFailover } from './rows/sentinel-failover.ts'
import { shutdown } from './rows/shutdown.ts'
import { slowServer } from './rows/slow-server.ts'
import { tooManyClients } from './rows/too-many-clients.ts'

/** The fault matrix, in order. */
export const ALL_ROWS: readonly FaultRow[] = [
  refusedAtStart,
  killMidRun,
  hang,
  hangAtConnect,
  slowServer,
  slowLine,
  outOfMemory,
  cannotSave,
  loading,
  readOnly,
  refusedLogin,
  tooManyClients,
  sentinelFailover,
  clusterMasterLoss,
  slotsMove,
  clusterDown,
  bigValues,
  listUnderKey,
  spoiltPayload,
  bomb,
  clockJump,
  lostMessages,
  badCertificate,
  partition,
  spoiltBytes,
  emptied,
  flapping,
  scriptFlush,
  processStall,
  shutdown,
]
