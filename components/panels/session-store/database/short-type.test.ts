import { expect, it } from 'vitest'
import { shortType } from './short-type'

it.each([
  ['character varying', 'varchar'],
  ['character varying(40)', 'varchar(40)'],
  ['timestamp(6) without time zone', 'timestamp(6)'],
  ['timestamp with time zone', 'timestamptz'],
  ['json', 'json'],
])('%s is %s', (type, short) => {
  expect(shortType(type)).toBe(short)
})
