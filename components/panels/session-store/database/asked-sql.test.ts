import { expect, it } from 'vitest'
import { askedSql } from './asked-sql'

it.each([
  ['before the workspace is open', false, undefined, 'The lab is not connected yet.', false],
  ['while it is asked for', true, undefined, 'It is being fetched.', false],
  ['when nobody could say', true, null, 'It could not be fetched.', true],
  ['when it has come', true, 'CREATE TABLE', 'CREATE TABLE', false],
])('%s', (_, open, answer, text, failed) => {
  expect(askedSql(open, answer)).toEqual({ text, failed })
})
