import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

test('memory forgets at a restart, though the browser still shows its cookie', async ({ learner }) => {
  await learner.runApp(counter())
  await learner.read('alice', '/')
  expect(await learner.read('alice', '/')).toBe('views 2')
  const [before] = await learner.jarOf('alice')

  await learner.restart()
  expect(await learner.read('alice', '/')).toBe('views 1')

  const [after] = await learner.jarOf('alice')
  expect(after?.value).not.toBe(before?.value)
  const decisions = await learner.traceOf('decision')
  const missed = decisions.find(({ kind, reason }) => kind === 'load' && reason === 'record-missing')
  expect(missed?.taken).toBe(false)
  expect(missed?.sentence).toMatch(/\w+.*\./)
})
