import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { insertProbes, instrumentSource } from './instrumented-source'

const file = new URL('../../runtime/node_modules/express-session/index.js', import.meta.url)
const source = readFileSync(file, 'utf8')

describe('instrumentSource', () => {
  it('knows the express-session of the runtime and keeps its lines', () => {
    const instrumented = instrumentSource(source) ?? ''
    expect(instrumented.split('\n')).toHaveLength(source.split('\n').length)
    expect(instrumented.indexOf('shouldSave(req)')).toBeGreaterThan(0)
    expect(() => new Script(instrumented)).not.toThrow()
  })

  it('leaves any other source alone', () => {
    expect(instrumentSource(`${source}\n`)).toBeNull()
    expect(instrumentSource('')).toBeNull()
  })
})

describe('insertProbes', () => {
  it('gives up when an anchor is missing or stands twice', () => {
    expect(insertProbes(source)).not.toBeNull()
    expect(insertProbes(source.replace(`debug('no session found')`, ''))).toBeNull()
    expect(insertProbes(`${source}\nfunction other() { if (shouldSave(req)) {} }`)).toBeNull()
  })
})
