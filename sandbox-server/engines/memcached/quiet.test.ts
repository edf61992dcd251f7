import { expect, it } from 'vitest'
import { loud } from './quiet'

const SILENCE = 'what is answered'

it.each([
  ['mg a v q', 'mg a v', 'EN'],
  ['mg q q', 'mg q', 'EN'],
  ['ms a 1 q', 'ms a 1', 'HD'],
  ['md a', 'md a', null],
  ['delete a noreply', 'delete a', SILENCE],
  ['delete noreply', 'delete noreply', null],
  ['delete noreply noreply', 'delete noreply', SILENCE],
  ['delete a 0 noreply noreply', 'delete a 0', SILENCE],
  ['incr a noreply noreply noreply', 'incr a', SILENCE],
  ['touch a noreply noreply', 'touch a', SILENCE],
  ['flush_all noreply noreply', 'flush_all', SILENCE],
  ['get a noreply', 'get a noreply', null],
  ['mn noreply', 'mn noreply', null],
])('%j is sent as %j, and %j is left out', (said, sent, leftOut) => {
  const { command, unwanted } = loud({ words: said.split(' '), data: null, fault: null })
  expect(command.words.join(' ')).toBe(sent)
  expect(unwanted?.test(leftOut ?? '') ?? null).toBe(leftOut === null ? null : true)
})
