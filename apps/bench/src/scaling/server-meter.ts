import type { Redis } from 'ioredis'

/** What the main thread of a server has used so far, in µs of CPU. */
export async function serverCpuUs(admin: Redis): Promise<number> {
  const text = await admin.info('cpu')
  const seconds = (field: string) => Number(new RegExp(`^${field}:([\\d.]+)`, 'm').exec(text)?.[1])
  const [user, system] = [seconds('used_cpu_user_main_thread'), seconds('used_cpu_sys_main_thread')]
  if (Number.isFinite(user + system)) return 1e6 * (user + system)
  // Before 6.2.
  return 1e6 * (seconds('used_cpu_user') + seconds('used_cpu_sys'))
}

/**
 * What the server's main thread spends on a piece of work, in µs of CPU: unlike operations per second, this depends little
 * on what else the machine does, or on how fast the client is.
 */
export async function serverCostUs(admin: Redis, work: () => Promise<unknown>): Promise<number> {
  const before = await serverCpuUs(admin)
  await work()
  return (await serverCpuUs(admin)) - before
}

/** One number of INFO, such as `used_memory`. */
export async function infoNumber(admin: Redis, section: string, field: string): Promise<number> {
  const text = await admin.info(section)
  return Number(new RegExp(`^${field}:([\\d.]+)`, 'm').exec(text)?.[1])
}
