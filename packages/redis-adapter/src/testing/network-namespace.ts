import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Which packets no longer arrive: those to the namespace, those from it, or both. */
export type Cut = 'in' | 'out' | 'both'

/** Nobody's: a frame to it is dropped where it arrives, and whoever sent it hears nothing. */
const NOBODY = '02:00:00:00:00:01'
const NAME = /^larder-(\d+)-(\d+)$/
const ATTEMPTS = 50

let created = 0

/**
 * A network of two addresses, ours and that of a namespace, joined by a veth pair; no packet leaves this machine. Needs
 * Linux, root and iproute2.
 */
export class NetworkNamespace {
  readonly name: string
  readonly #ours: string
  readonly #theirs: string
  /** Of the namespace. */
  readonly address: string
  readonly #ourAddress: string

  private constructor(number: number, subnet: string) {
    this.name = `larder-${process.pid}-${number}`
    this.#ours = deviceOf(this.name)
    this.#theirs = `${this.#ours}p`
    this.#ourAddress = `${subnet}.1`
    this.address = `${subnet}.2`
  }

  /** Rejects with what lacks, where the machine does not allow it. */
  static async create(): Promise<NetworkNamespace> {
    let namespace: NetworkNamespace | undefined
    try {
      await removeLeftovers()
      namespace = new NetworkNamespace(created++, await freeSubnet())
      await namespace.#build()
      return namespace
    } catch (cause) {
      await namespace?.remove()
      throw new Error(
        `No network namespace can be made here (${reasonOf(cause)}): it needs Linux, root and iproute2.`,
        { cause },
      )
    }
  }

  /** What runs a command inside. */
  get launcher(): readonly string[] {
    return ['ip', 'netns', 'exec', this.name]
  }

  /** Packets vanish: nobody is told. Adds to the cuts before. */
  async cut(which: Cut): Promise<void> {
    // Of the far end: when our own goes down, its route goes too, and packets would take the default one.
    if (which === 'both') return void (await this.#inside('link', 'set', this.#theirs, 'down'))
    if (which === 'in') await ip('neigh', 'replace', this.address, ...this.#nowhere(this.#ours))
    else await this.#inside('neigh', 'replace', this.#ourAddress, ...this.#nowhere(this.#theirs))
  }

  async heal(): Promise<void> {
    await this.#inside('link', 'set', this.#theirs, 'up')
    await ip('neigh', 'flush', 'dev', this.#ours, 'nud', 'permanent')
    await this.#inside('neigh', 'flush', 'dev', this.#theirs, 'nud', 'permanent')
  }

  /** Idempotent. What runs inside has to be ended before: it keeps the namespace. */
  async remove(): Promise<void> {
    await remove(this.name)
  }

  async #build(): Promise<void> {
    await ip('netns', 'add', this.name)
    await ip('link', 'add', this.#ours, 'type', 'veth', 'peer', 'name', this.#theirs, 'netns', this.name)
    await ip('addr', 'add', `${this.#ourAddress}/30`, 'dev', this.#ours)
    await this.#inside('addr', 'add', `${this.address}/30`, 'dev', this.#theirs)
    await this.#inside('link', 'set', 'lo', 'up')
    await this.#inside('link', 'set', this.#theirs, 'up')
    await ip('link', 'set', this.#ours, 'up')
  }

  #nowhere(device: string): readonly string[] {
    return ['lladdr', NOBODY, 'dev', device, 'nud', 'permanent']
  }

  #inside(...args: readonly string[]): Promise<string> {
    return ip('-n', this.name, ...args)
  }
}

/** Why a namespace cannot be made here; `undefined` when it can. */
export async function namespacesAreDenied(): Promise<string | undefined> {
  try {
    const namespace = await NetworkNamespace.create()
    await namespace.remove()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Of processes that ended without removing them. */
async function removeLeftovers(): Promise<void> {
  const names = (await ip('netns', 'list')).split('\n').map((line) => line.split(' ')[0] ?? '')
  const left = names.filter((name) => {
    const [, pid] = NAME.exec(name) ?? []
    return pid !== undefined && !isAlive(Number(pid))
  })
  await Promise.all(left.map(remove))
}

/** The pair by itself: sockets that still wait for what cannot come hold a namespace up for a while. */
async function remove(name: string): Promise<void> {
  // Either may be gone, or be removed by somebody else at this moment.
  await ip('link', 'del', deviceOf(name)).catch(() => {})
  await ip('netns', 'del', name).catch(() => {})
}

/** Our end of the pair. At most 15 letters are allowed. */
function deviceOf(name: string): string {
  return name.replace(NAME, 'lv$1n$2')
}

/** The first three numbers of addresses that no device of this machine has. */
async function freeSubnet(): Promise<string> {
  const taken = await ip('-o', '-4', 'addr', 'show')
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const subnet = `10.${200 + Math.floor(Math.random() * 50)}.${Math.floor(Math.random() * 256)}`
    if (!taken.includes(` ${subnet}.`)) return subnet
  }
  throw new Error(`${ATTEMPTS} subnets in a row are taken`)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function ip(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('ip', args)
  return stdout
}

function reasonOf(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string }
  return (stderr === undefined || stderr === '' ? message : stderr).trim()
}
