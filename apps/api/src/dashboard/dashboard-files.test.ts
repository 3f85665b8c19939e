import { expect, test } from 'vitest'
import { dashboardFile } from './dashboard-files.ts'

test('a file has one name, so that names that are made up fill no memory', () => {
  expect(dashboardFile('main.js')?.type).toBe('text/javascript; charset=utf-8')
  expect(dashboardFile('style.css')?.type).toBe('text/css; charset=utf-8')

  for (const name of [
    'main.js.1',
    'main.js.',
    '.js',
    'main',
    'main.css',
    '__proto__',
    'constructor.js',
    '../main.js',
  ])
    expect(dashboardFile(name), name).toBeUndefined()
})
