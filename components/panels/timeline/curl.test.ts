import { expect, it } from 'vitest'
import { curlCommand } from './curl'

const BASE = 'http://wabc.localhost:3001/'
const request = (rest = {}) => ({ method: 'GET', url: '', headers: [], body: null, ...rest })

it('a plain GET is one line', () => {
  const headers: [string, string][] = [
    ['Host', 'localhost:3000'],
    ['Accept', '*/*'],
  ]
  expect(curlCommand(request({ headers }), '/visits?a=1', BASE)).toBe(
    "curl -i 'http://wabc.localhost:3001/visits?a=1'",
  )
})

it('quotes what a shell would read', () => {
  const headers: [string, string][] = [['Cookie', "a='$HOME'"]]
  const command = curlCommand(request({ method: 'POST', headers, body: "it's" }), '/', BASE)
  expect(command).toContain(`-H 'Cookie: a='\\''$HOME'\\'''`)
  expect(command).toContain(`--data-raw 'it'\\''s'`)
  expect(command).toContain('-X POST')
})
