import { describe, expect, it } from 'vitest'
import { readConfig } from './config'

const read = (env: Record<string, string>) => readConfig({ NODE_ENV: 'test', ...env })

describe('the environment', () => {
  it('may say nothing', () => {
    expect(read({})).toMatchObject({ port: 3001, host: '127.0.0.1', runner: null })
  })

  it.each(['url', 'program', 'embedded', 'stand-in', 'none', ''])('may ask for an engine from “%s”', (from) => {
    expect(() => read({ CRUMBTRAIL_REDIS: from, CRUMBTRAIL_POSTGRES: from })).not.toThrow()
  })

  it.each([
    ['CRUMBTRAIL_PORT', '3001x'],
    ['CRUMBTRAIL_RUNNER', 'docker'],
    ['CRUMBTRAIL_REDIS', 'yes'],
    ['CRUMBTRAIL_MEMCACHED', 'Program'],
    ['CRUMBTRAIL_POSTGRES', 'postgres://localhost'],
    ['CRUMBTRAIL_MONGO', 'standin'],
    ['CRUMBTRAIL_INSPECTORS', 'none'],
  ])('is refused by name: %s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(`${name} is "${value}".`)
  })
})
