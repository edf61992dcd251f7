import { StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'
import type { AppFault } from '@/protocol/workspace'

/** Says where the shown file went wrong; null: nowhere. */
export const markFault = StateEffect.define<AppFault | null>()

/** The faulty line, lit, with what is wrong underlined; both move with the text until the next run. */
export const faultMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const asked = transaction.effects.find((effect) => effect.is(markFault))
    return asked ? marksOf(asked.value, transaction.state.doc) : marks.map(transaction.changes)
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** The line is found by number, the underline runs from the column, or the first letter, to the line's end. */
export function marksOf(fault: AppFault | null, doc: Text): DecorationSet {
  if (!fault?.line) return Decoration.none
  const line = doc.line(Math.max(1, Math.min(fault.line, doc.lines)))
  const start = fault.column ? fault.column - 1 : line.text.search(/\S|$/)
  const from = Math.min(line.from + start, line.to)
  const lit = Decoration.line({ class: 'fault-line' }).range(line.from)
  if (from === line.to) return Decoration.set([lit])
  const under = Decoration.mark({ class: 'fault-word', attributes: { title: fault.message } })
  return Decoration.set([lit, under.range(from, line.to)])
}
