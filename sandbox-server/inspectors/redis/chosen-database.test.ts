import { expect, it } from 'vitest'
import { chosenDatabase } from './chosen-database'

it.each([
  ['1', 1],
  ['15', 15],
  ['0', 0],
  [null, 0],
  [undefined, 0],
  ['', 0],
  ['16', 0],
  ['-1', 0],
  ['1.5', 0],
  ['CONSTRUCTOR', 0],
])('%j is database %i', (named, number) => {
  expect(chosenDatabase(named)).toBe(number)
})
