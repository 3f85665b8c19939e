import { CertificateAuthority, type CertificatePair, startChaosProxy } from '@larder/redis-adapter/testing'
import type { FaultRow } from '../fault-row.ts'
import { until } from '../../scoreboard/bounded-wait.ts'

/** Attempts are rare while a certificate is bad. */
const TOLD_WITHIN_MS = 15_000

export const badCertificate: FaultRow = {
  number: 23,
  title: 'TLS: bad certificates',
  how: 'All connections are cut, and new ones are shown a certificate that has expired, is for another host, or is of an unknown authority; then one of ours is asked for; then the right one is back.',
  breakers: { read: 'opens' },
  async run(drill) {
    const authority = new CertificateAuthority()
    const redis = await drill.startRedis({ tls: { authority } })
    // Its own connection to the server is not one that was left behind.
    await redis.command('PING')
    const proxy = await startChaosProxy(redis)
    drill.cleanUp(() => proxy.close())
    await drill.open({ url: proxy.through(redis.url), backend: { tls: { ca: authority.cert } } })
    await drill.before()
    const bad: readonly (readonly [code: string, CertificatePair])[] = [
      ['CERT_HAS_EXPIRED', authority.issue({ expired: true })],
      ['ERR_TLS_CERT_ALTNAME_INVALID', authority.issue({ hosts: ['elsewhere.example'] })],
      ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', new CertificateAuthority().issue()],
    ]
    await drill.fault(() => {})
    for (const [code, certificate] of bad) {
      await redis.rotateCertificate(certificate)
      proxy.reset()
      const isTold = await until(
        async () => drill.caches.every((cache) => cache.state().reason?.includes(code)),
        TOLD_WITHIN_MS,
      )
      drill.expect(`told of ${code}`, isTold, isTold ? 'told' : 'not told', 'told')
      await drill.hold(drill.profile.faultMs / 3)
    }
    await redis.rotateCertificate(authority.issue())
    await redis.command('CONFIG', 'SET', 'tls-auth-clients', 'yes')
    await drill.hold(drill.profile.faultMs / 2)
    await drill.heal(() => redis.command('CONFIG', 'SET', 'tls-auth-clients', 'no'))
    await drill.after()
  },
}
