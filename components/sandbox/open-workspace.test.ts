import { afterEach, expect, it, vi } from 'vitest'
import { createClient } from './client'
import { openWorkspace } from './open-workspace'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A queue like the browser's own, shared by the tabs of the test. */
function locks() {
  let last: Promise<unknown> = Promise.resolve()
  return {
    request: (_name: string, task: () => Promise<unknown>) => {
      const result = last.then(task)
      last = result.catch(() => undefined)
      return result
    },
  }
}

it('two tabs opened together ask one after the other, so that both belong to one learner', async () => {
  vi.stubGlobal('navigator', { locks: locks() })
  const asked: string[] = []
  const tab = (name: string) =>
    createClient(async () => {
      asked.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      asked.push(`${name} ends`)
      throw new Error('enough')
    })
  const starter = { files: {}, entry: 'app.js' }
  await Promise.allSettled(['a', 'b'].map((name) => openWorkspace(tab(name), 'lesson', null, starter)))
  expect(asked).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})
