import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateAuthority, type CertificatePair } from './certificate-authority.ts'

export interface ServerTlsOptions {
  /** Who signs. Default: an authority of the server's own, found again as `server.tls.authority`. */
  readonly authority?: CertificateAuthority | undefined
  /** What the server shows. Default: one of the authority, good for 127.0.0.1 and localhost. */
  readonly certificate?: CertificatePair | undefined
  /** Whether clients must show a certificate of the authority. Default: false. */
  readonly clientCertificateRequired?: boolean | undefined
}

/** What a client of the server needs: as it is, the `tls` options of node:tls and ioredis. */
export interface ClientTls {
  /** The certificate of the authority. */
  readonly ca: string
  /** A certificate for the client, of the same authority, and its key. */
  readonly cert: string
  readonly key: string
}

/** The certificates of a server, in files of its folder. */
export class ServerTls {
  readonly authority: CertificateAuthority
  readonly client: ClientTls
  readonly #folder: string
  readonly #clientCertificateRequired: boolean
  readonly #first: CertificatePair

  constructor(folder: string, options: ServerTlsOptions) {
    this.authority = options.authority ?? new CertificateAuthority()
    this.client = { ca: this.authority.cert, ...this.authority.issue() }
    this.#folder = folder
    this.#clientCertificateRequired = options.clientCertificateRequired ?? false
    this.#first = options.certificate ?? this.authority.issue()
  }

  get #files(): Record<'cert' | 'key' | 'ca', string> {
    const at = (name: string) => join(this.#folder, name)
    return { cert: at('server.crt'), key: at('server.key'), ca: at('ca.crt') }
  }

  /** Writes the files; returns lines of a redis.conf that use them on the given port, and no plain one. */
  async settings(port: number): Promise<readonly (readonly string[])[]> {
    await this.write(this.#first)
    await writeFile(this.#files.ca, this.authority.cert)
    return [
      ['port', '0'],
      ['tls-port', String(port)],
      ['tls-cert-file', this.#files.cert],
      ['tls-key-file', this.#files.key],
      ['tls-ca-cert-file', this.#files.ca],
      ['tls-auth-clients', this.#clientCertificateRequired ? 'yes' : 'no'],
      ['tls-replication', 'yes'],
    ]
  }

  /** Puts the pair in the place of the present one; returns what CONFIG SET must be given for it. */
  async write({ cert, key }: CertificatePair): Promise<readonly string[]> {
    await writeFile(this.#files.cert, cert)
    await writeFile(this.#files.key, key, { mode: 0o600 })
    return ['tls-cert-file', this.#files.cert, 'tls-key-file', this.#files.key]
  }
}
