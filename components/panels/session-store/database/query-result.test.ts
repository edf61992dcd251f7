import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { QueryResult } from './query-result'

it('says that no answer came, so that an earlier one does not stand for it', () => {
  const text = renderToStaticMarkup(createElement(QueryResult, { sql: 'select 1', reply: null }))
  expect(text).toContain('No answer came.')
})
