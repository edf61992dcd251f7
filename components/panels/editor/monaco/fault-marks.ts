import { MarkerSeverity, editor } from 'monaco-editor/editor'
import type { Lab } from '@/components/sandbox/lab'
import { faultOf } from '../editor-fault'
import type { FileModels } from './file-models'

const OWNER = 'run'
let marked: unknown = null

/** Underlines the place where the app went wrong, until it is mended or run again. */
export function markFault(models: FileModels, { moment }: Pick<Lab, 'moment'>): void {
  const fault = faultOf(moment)
  if (fault === marked) return
  marked = fault
  for (const [path, model] of models.all()) {
    const here = fault?.file === path && fault.line !== null ? fault : null
    const line = Math.min(here?.line ?? 1, model.getLineCount())
    const place = {
      startLineNumber: line,
      endLineNumber: line,
      startColumn: here?.column ?? model.getLineFirstNonWhitespaceColumn(line),
      endColumn: model.getLineMaxColumn(line),
    }
    const marks = here ? [{ ...place, severity: MarkerSeverity.Error, message: here.message }] : []
    editor.setModelMarkers(model, OWNER, marks)
  }
}
