import { MarkerSeverity, editor, type IRange } from 'monaco-editor/editor'
import type { AppFault } from '@/protocol/workspace'
import type { FileModels } from './file-models'

const OWNER = 'run'

/** Underlines the place where the app went wrong and lights its line, until the next run. */
export class FaultMarks {
  #marked: AppFault | null = null
  #undo: (() => void)[] = []
  constructor(private readonly models: FileModels) {}

  show(fault: AppFault | null): void {
    if (fault === this.#marked) return
    this.#marked = fault
    for (const undo of this.#undo) undo()
    const model = fault?.file ? this.models.get(fault.file) : null
    this.#undo = model && fault?.line ? [mark(model, fault, fault.line)] : []
  }
}

function mark(model: editor.ITextModel, { column, message }: AppFault, faultLine: number): () => void {
  const line = Math.min(faultLine, model.getLineCount())
  const range: IRange = {
    startLineNumber: line,
    endLineNumber: line,
    startColumn: column ?? model.getLineFirstNonWhitespaceColumn(line),
    endColumn: model.getLineMaxColumn(line),
  }
  editor.setModelMarkers(model, OWNER, [{ ...range, severity: MarkerSeverity.Error, message }])
  const lit = model.deltaDecorations([], [{ range, options: { isWholeLine: true, className: 'fault-line' } }])
  return () => {
    if (model.isDisposed()) return
    editor.setModelMarkers(model, OWNER, [])
    model.deltaDecorations(lit, [])
  }
}
