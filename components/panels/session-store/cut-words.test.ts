import { expect, it } from 'vitest'
import type { RecordMoment } from '@/protocol/model/views'
import { cutWords } from './cut-words'

const kept = (sid: string): RecordMoment => {
  const record = { sid, data: {}, expires: null, where: sid, raw: '{}', bytes: 2 }
  return { sid, record, recordBefore: null, change: 'added' }
}
const gone: RecordMoment = { ...kept('gone'), record: null, change: 'removed' }

it('counts what is kept, which large records make fewer', () => {
  expect(cutWords({ records: [kept('a'), kept('b'), gone], total: 50 })).toBe(
    'Of an earlier moment only 2 of 50 records are kept.',
  )
  expect(cutWords({ records: [kept('a')], total: 1200 })).toBe(
    'Of an earlier moment only 1 of 1,200 records is kept.',
  )
})
