// Asks the Larder of this container whether it may be sent requests: exit code 0 if so. For images without a shell and
// without curl; it imports nothing else, since it runs every few seconds.
import { get } from 'node:http'

const request = get(
  { host: '127.0.0.1', port: process.env['PORT'] ?? '3000', path: '/readyz', timeout: 2_000 },
  ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1),
)
request.on('timeout', () => request.destroy())
request.on('error', () => process.exit(1))
