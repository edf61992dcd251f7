import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runSideBySide } from './part.mjs'

describe('parts side by side', () => {
  const said = []
  beforeEach(() => {
    said.length = 0
    vi.spyOn(console, 'log').mockImplementation((text) => said.push(text))
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  /** Parts that end when they are told to; `running` has those under way. */
  function world(names) {
    const running = new Map()
    const parts = names.map((name) => ({
      name,
      run: ({ show } = { show: true }) =>
        new Promise((resolve, reject) => {
          running.set(name, { show, end: (failures = []) => end(resolve, failures), fail: reject })
          const end = (answer, failures) => {
            running.delete(name)
            answer({ passed: 1, failures, output: `${name} said` })
          }
        }),
    }))
    return { parts, running }
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve))

  it('are so many at a time, in order, and the first alone is heard while it runs', async () => {
    const { parts, running } = world(['a', 'b', 'c', 'd'])
    const results = runSideBySide(parts, 3)
    expect([...running].map(([name, { show }]) => [name, show])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ])
    running.get('b').end()
    await settle()
    expect([...running.keys()]).toEqual(['a', 'c', 'd'])
    running.get('a').end()
    running.get('d').end(['it broke'])
    running.get('c').end()
    expect((await results).flatMap(({ failures }) => failures)).toEqual(['d: it broke'])
    expect((await results).map(({ passed }) => passed)).toEqual([1, 1, 1, 1])
    expect(said.join('\n')).toMatch(/a said[\s\S]+b said[\s\S]+d said/)
  })

  it('all run though one of them cannot', async () => {
    const { parts, running } = world(['a', 'b', 'c'])
    const results = runSideBySide(parts, 2)
    running.get('b').fail(new Error('No such program'))
    running.get('a').end()
    await settle()
    running.get('c').end()
    const failures = (await results).flatMap((result) => result.failures)
    expect(failures).toEqual(['b: No such program'])
  })
})
