import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import type { AppFault } from '@/protocol/workspace'
import { faultMarks, markFault } from './touch-fault'

const CODE = 'one\n  two\nthree'
const fault = (line: number | null, column: number | null = null): AppFault => ({
  code: 'uncaught',
  message: 'wrong',
  file: 'app.js',
  line,
  column,
  hint: null,
  stack: null,
})

function marked(at: AppFault | null, insert = '') {
  const plain = EditorState.create({ doc: CODE, extensions: [faultMarks] })
  const lit = plain.update({ effects: markFault.of(at) }).state
  const state = lit.update({ changes: { from: 0, insert } }).state
  const places: [number, number][] = []
  state.field(faultMarks).between(0, state.doc.length, (from, to) => void places.push([from, to]))
  return places
}

describe('faultMarks', () => {
  it.each([
    [
      'from the column',
      fault(2, 4),
      [
        [4, 4],
        [7, 9],
      ],
    ],
    [
      'from the first letter',
      fault(2),
      [
        [4, 4],
        [6, 9],
      ],
    ],
    [
      'on the last line when the file became shorter',
      fault(9),
      [
        [10, 10],
        [10, 15],
      ],
    ],
    ['as a line alone when the column is past its end', fault(1, 40), [[0, 0]]],
    ['nowhere without a line', fault(null), []],
    ['nowhere without a fault', null, []],
  ])('marks %s', (_, at, places) => {
    expect(marked(at)).toEqual(places)
  })

  it('moves with the text', () => {
    expect(marked(fault(2, 4), '\n')).toEqual([
      [5, 5],
      [8, 10],
    ])
  })
})
