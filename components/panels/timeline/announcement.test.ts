import { expect, it } from 'vitest'
import { extendTrace } from '@/protocol/model/build'
import { EMPTY_TRACE } from '@/protocol/model/empty-trace'
import { visits } from '@/protocol/model/fixtures/visits'
import { announcement } from './announcement'

const said = extendTrace(EMPTY_TRACE, visits()).exchanges.map(announcement)

it('says who asked what and what came of it', () => {
  expect(said[0]).toMatch(/^Request 1: Alice GET \/visits, answered 200, .+, session teal-bc$/)
  expect(said[5]).toContain('nobody answered')
})
