import type { Admin } from '../admin.ts'
import { BUDGETS } from '../budgets.ts'
import type { FaultRow } from '../fault-row.ts'

const SECRET = 'first-secret-of-the-drill'
/** A login that was refused is tried again after so long. */
const LOGIN_RETRY_MS = 5_000

export const refusedLogin: FaultRow = {
  number: 11,
  title: 'refused login, refused commands',
  how: 'The user may run no scripts (NOPERM); then another password is set and all connections are cut (WRONGPASS); then the old one again.',
  budgets: { fullServiceMs: LOGIN_RETRY_MS + (BUDGETS.fullServiceMs ?? 0) },
  breakers: { read: 'opens' },
  async run(drill) {
    const redis = await drill.startRedis({ password: SECRET })
    const { url } = redis
    const admin = await drill.openAdmin(url)
    await drill.open({ url })
    await drill.before()
    await drill.fault(() => admin.run('ACL', 'SETUSER', 'default', '-eval', '-evalsha'))
    await drill.hold(drill.profile.faultMs / 2)
    await admin.run('ACL', 'SETUSER', 'default', '+@all')
    drill.strike()
    const refusedBefore = await refusals(admin)
    await admin.run('CONFIG', 'SET', 'requirepass', 'another-secret')
    await admin.cutAll()
    await drill.hold(drill.profile.faultMs / 2)
    const refused = (await refusals(admin)) - refusedBefore
    await drill.heal(() => admin.run('CONFIG', 'SET', 'requirepass', SECRET))
    await drill.after()
    // Each cache has its lanes, a connection for checks, one for messages: one attempt each, and one more in 5 s.
    drill.expect('logins tried', refused > 0 && refused <= 30, refused, '1 to 30')
    const told = [...drill.instruments.messages].join(' ')
    drill.expect(
      'told why',
      /WRONGPASS/.test(told) && /NOPERM/.test(told),
      told.slice(0, 200),
      'WRONGPASS and NOPERM',
    )
    drill.expect(
      'no secret told',
      !told.includes('secret'),
      told.includes('secret') ? 'told' : 'none',
      'none',
    )
  },
}

/** Logins that the server refused so far. */
async function refusals(admin: Admin): Promise<number> {
  return Number(/count=(\d+)/.exec(await admin.info('errorstats', 'errorstat_WRONGPASS'))?.[1] ?? 0)
}
