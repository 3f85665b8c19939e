import { BlockList, isIP } from 'node:net'
import { z } from 'zod'

/** Where a token would go to whoever listens by chance, or to a cloud's own metadata service. */
const NEVER = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NEVER.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  // The metadata service of AWS over IPv6.
  ['fd00:ec2::', 32],
] as const)
  NEVER.addSubnet(net, prefix, 'ipv6')

/** Networks of one's own, in which a token may go unencrypted. */
const OWN = new BlockList()
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  OWN.addSubnet(net, prefix, 'ipv4')
OWN.addAddress('::1', 'ipv6')
OWN.addSubnet('fc00::', 7, 'ipv6')

/** Of one label, such as a service in a compose file, or under a name that the Internet does not have. */
const OWN_NAME = /^(?:[^.]+|.+\.(?:localhost|local|internal|svc|lan|home\.arpa))\.?$/

/** By what name clouds call theirs. */
const METADATA_NAME = /^(?:metadata|metadata\.google\.internal|instance-data(?:\..+)?)\.?$/

/** What is wrong with an address that Larder sends tokens to, for people and without the address; `undefined` when nothing is. */
export function outgoingUrlProblem(text: string): string | undefined {
  const url = URL.parse(text)
  if (!url || !/^https?:\/\/[^/\s]/.test(text))
    return 'must be an http or https URL, for example https://api.airtable.com.'
  if (url.username !== '' || url.password !== '')
    return 'must have no user and no password: they would end up in logs.'
  if (url.search !== '' || url.hash !== '') return 'must have no query and no fragment.'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family === 0 ? METADATA_NAME.test(host) : isIn(NEVER, host, family))
    return 'names an address at which no service can be: link-local, unspecified, multicast or of a metadata service.'
  const isOwn = family === 0 ? OWN_NAME.test(host) : isIn(OWN, host, family)
  if (url.protocol === 'http:' && !isOwn)
    return 'must begin with https: over http the token could be read on its way. http is for loopback, private addresses and names without a public domain.'
  return undefined
}

/** A variable that holds such an address. */
export const outgoingUrl: z.ZodType<string, string> = z.string().superRefine((text, context) => {
  const message = outgoingUrlProblem(text)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
})

/** IPv4 that is written as IPv6 is what it stands for. */
function isIn(list: BlockList, host: string, family: number): boolean {
  return list.check(host, family === 6 ? 'ipv6' : 'ipv4')
}
