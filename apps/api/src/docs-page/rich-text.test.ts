import { expect, test } from 'vitest'
import { richLine, richText } from './rich-text.ts'

/** Without the spaces between elements. */
const text = (html: unknown) => String(html).replaceAll(/>\s+</g, '><')

test('paragraphs, lists and code are marked up', () => {
  expect(text(richText('One `a`.\n\n- two\n- `three`'))).toBe(
    '<p>One <code>a</code>.</p><ul><li>two</li><li><code>three</code></li></ul>',
  )
})

test('markup in a description is text', () => {
  expect(text(richLine('<b onclick="x">`</code><script>`'))).toBe(
    '&lt;b onclick=&quot;x&quot;&gt;<code>&lt;/code&gt;&lt;script&gt;</code>',
  )
})

test('nothing is nothing', () => {
  expect([text(richText(undefined)), text(richLine(undefined))]).toEqual(['', ''])
})
