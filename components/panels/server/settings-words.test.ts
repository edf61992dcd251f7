import { expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '@/protocol/default-settings'
import { settingsWords } from './settings-words'

it.each([
  [{}, null],
  [{ instances: 2 }, '2 instances take turns.'],
  [{ https: true, storeLatencyMs: 500 }, 'A proxy in front speaks https, the store answers 500 ms late.'],
])('%j', (change, words) => {
  expect(settingsWords({ ...DEFAULT_SETTINGS, ...change })).toBe(words)
})
