import { describe, expect, it } from 'vitest'
import { readCopy, type DraftStorage } from '@/components/sandbox/draft'
import { createLab } from '@/components/sandbox/lab-store'
import type { Files, Workspace } from '@/protocol/workspace'
import { startAnew } from './start-anew'

const START = { files: { 'app.js': '// begin\n' }, entry: 'app.js' }
const OWN: Files = { 'app.js': '// mine\n' }

const workspace = (id: string): Workspace => ({
  id,
  label: 'lesson',
  entry: 'app.js',
  state: 'idle',
  settings: { instances: 1, https: false, storeLatencyMs: 0 },
  browsers: ['alice', 'bob'],
  clockOffsetMs: 0,
  tabUrl: '',
  createdAt: '2026-01-01T00:00:00.000Z',
})

/** A lab with a workspace and code of its own; nothing it saves goes anywhere. */
function labWith(files: Files) {
  const kept = new Map<string, string>()
  const storage: DraftStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  }
  const { store: lab } = createLab({ label: 'lesson', starter: START, storage })
  const { actions } = lab.getState()
  const still = {
    ...actions,
    replaceFiles: (next: Files) => lab.setState({ files: next }),
    save: async () => {},
  }
  lab.setState({ workspace: workspace('old'), files, browser: 'bob', actions: still })
  return { lab, storage }
}

describe('startAnew', () => {
  it('puts the code aside, brings the starter back and waits for another workspace', async () => {
    const { lab, storage } = labWith(OWN)
    const removed: string[] = []
    const remove = (id: string) => {
      removed.push(id)
      setTimeout(() => lab.setState({ workspace: workspace('new') }), 5)
      return Promise.resolve(true)
    }
    expect(await startAnew({ slug: 'lesson', lab, start: START, storage, remove })).toBe(true)
    expect(removed).toEqual(['old'])
    expect(lab.getState()).toMatchObject({ files: START.files, browser: 'alice' })
    expect(readCopy(storage, 'lesson')?.files).toEqual(OWN)
  })

  it('keeps an older copy when there is nothing new to put aside', async () => {
    const { lab, storage } = labWith(START.files)
    const remove = () => {
      lab.setState({ workspace: workspace('new') })
      return Promise.resolve(true)
    }
    expect(await startAnew({ slug: 'lesson', lab, start: START, storage, remove })).toBe(true)
    expect(readCopy(storage, 'lesson')).toBeNull()
  })

  it('says so when the server cannot be reached, or gives no new workspace', async () => {
    const { lab, storage } = labWith(OWN)
    const parts = { slug: 'lesson', lab, start: START, storage, patienceMs: 10 }
    expect(await startAnew({ ...parts, remove: () => Promise.resolve(false) })).toBe(false)
    expect(await startAnew({ ...parts, remove: () => Promise.resolve(true) })).toBe(false)
  })
})
