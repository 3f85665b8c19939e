import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { BIT_STRING, der, objectId, OCTET_STRING, SEQUENCE, SET, UTF8_STRING, utcTime } from './der.ts'

/** A certificate and its private key, in PEM. */
export interface CertificatePair {
  readonly cert: string
  readonly key: string
}

export interface IssueOptions {
  /** Names and IPv4 addresses that it is good for. Default: `127.0.0.1` and `localhost`. */
  readonly hosts?: readonly string[] | undefined
  /** Valid until yesterday. Default: valid for a year. */
  readonly expired?: boolean | undefined
}

const DAY_MS = 86_400_000
const ECDSA_WITH_SHA256 = der(SEQUENCE, objectId('1.2.840.10045.4.3.2'))
const TRUE = Buffer.of(0x01, 0x01, 0xff)
const EXPLICIT_0 = 0xa0
const EXPLICIT_3 = 0xa3

/**
 * A certificate authority that only a test trusts: a fresh P-256 key each, kept in memory. Made without any program, in
 * about a millisecond. Its certificates are for servers and clients alike.
 */
export class CertificateAuthority {
  /** Its own certificate, in PEM: the `ca` of a client that trusts it. */
  readonly cert: string
  readonly #name: Buffer
  readonly #key: KeyObject

  constructor() {
    // Two authorities must differ by name: a client takes the issuer of that name for the one it trusts.
    this.#name = commonName(`Larder test authority ${randomBytes(4).toString('hex')}`)
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    const signsCertificates = extension('2.5.29.15', Buffer.of(BIT_STRING, 2, 2, 0x04))
    const isAuthority = extension('2.5.29.19', der(SEQUENCE, TRUE))
    this.cert = this.#certify(this.#name, publicKey, [isAuthority, signsCertificates], 365)
  }

  /** A certificate for servers and clients, with a new key. */
  issue({ hosts = ['127.0.0.1', 'localhost'], expired = false }: IssueOptions = {}): CertificatePair {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const names = extension('2.5.29.17', der(SEQUENCE, ...hosts.map(generalName)))
    const cert = this.#certify(commonName(hosts[0] ?? 'nobody'), publicKey, [names], expired ? -1 : 365)
    return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
  }

  #certify(
    subject: Buffer,
    publicKey: KeyObject,
    extensions: readonly Buffer[],
    validForDays: number,
  ): string {
    const now = Date.now()
    const body = der(
      SEQUENCE,
      der(EXPLICIT_0, Buffer.of(0x02, 1, 2)), // version 3
      der(0x02, Buffer.of(1), randomBytes(15)), // serial number, positive
      ECDSA_WITH_SHA256,
      this.#name,
      der(SEQUENCE, utcTime(now - 2 * DAY_MS), utcTime(now + validForDays * DAY_MS)),
      subject,
      publicKey.export({ type: 'spki', format: 'der' }),
      der(EXPLICIT_3, der(SEQUENCE, ...extensions)),
    )
    const signature = der(BIT_STRING, Buffer.of(0), sign('sha256', body, this.#key))
    return pem(der(SEQUENCE, body, ECDSA_WITH_SHA256, signature))
  }
}

function commonName(name: string): Buffer {
  return der(SEQUENCE, der(SET, der(SEQUENCE, objectId('2.5.4.3'), der(UTF8_STRING, Buffer.from(name)))))
}

function generalName(host: string): Buffer {
  return isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host))
}

function extension(id: string, value: Buffer): Buffer {
  return der(SEQUENCE, objectId(id), TRUE, der(OCTET_STRING, value))
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
