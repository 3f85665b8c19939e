import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { outgoingUrlProblem } from './outgoing-url.ts'

describe('an address that tokens are sent to', () => {
  test.each([
    'https://api.airtable.com',
    'https://proxy.example.com/airtable/',
    'https://203.0.113.7:8443',
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
    'http://10.1.2.3',
    'http://192.168.1.20:8080',
    'http://[fd12:3456::1]:8080',
    'http://airtable-simulator:4000',
    'http://models.shop.svc.cluster.local',
    'http://gateway.internal',
    'http://metadata.shop.internal',
  ])('may be %s', (url) => {
    expect(outgoingUrlProblem(url)).toBeUndefined()
  })

  test.each([
    ['http://api.airtable.com', 'must begin with https'],
    ['http://203.0.113.7', 'must begin with https'],
    ['http://[2001:db8::1]', 'must begin with https'],
    ['http://169.254.169.254/latest/meta-data', 'at which no service can be'],
    ['https://169.254.169.254', 'at which no service can be'],
    ['http://2852039166/', 'at which no service can be'],
    ['http://0xa9fea9fe', 'at which no service can be'],
    ['http://[::ffff:169.254.169.254]', 'at which no service can be'],
    ['http://[fe80::1]', 'at which no service can be'],
    ['http://[fd00:ec2::254]', 'at which no service can be'],
    ['http://metadata.google.internal/computeMetadata/v1', 'at which no service can be'],
    ['http://METADATA.google.internal.', 'at which no service can be'],
    ['http://metadata', 'at which no service can be'],
    ['http://instance-data.ec2.internal', 'at which no service can be'],
    ['http://0.0.0.0:4000', 'at which no service can be'],
    ['http://239.1.1.1', 'at which no service can be'],
    ['https://user:hunter2@api.airtable.com', 'no user and no password'],
    ['https://hunter2@api.airtable.com', 'no user and no password'],
    ['https://api.airtable.com?key=hunter2', 'no query'],
    ['https://api.airtable.com#hunter2', 'no query'],
    ['file:///etc/passwd', 'must be an http or https URL'],
    ['ftp://api.airtable.com', 'must be an http or https URL'],
    ['javascript:alert(1)', 'must be an http or https URL'],
    ['api.airtable.com', 'must be an http or https URL'],
    ['https:///v0', 'must be an http or https URL'],
  ])('may not be %s', (url, problem) => {
    const told = outgoingUrlProblem(url)

    expect(told).toContain(problem)
    expect(told).not.toContain('hunter2')
  })

  test.each(['AIRTABLE_ENDPOINT_URL', 'OPENAI_BASE_URL', 'DEEPSEEK_BASE_URL'])('%s is held to it', (name) => {
    const env = { AIRTABLE_API_KEY: 'patTest', OPENAI_API_KEY: 'a', DEEPSEEK_API_KEY: 'b' }

    expect(() => readConfig({ ...env, [name]: 'http://169.254.169.254/latest' })).toThrow(
      `${name} names an address at which no service can be`,
    )
  })
})
