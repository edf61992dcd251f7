import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { MountEditor } from '../handover'
import { touchTheme } from './touch-theme'

/** CodeMirror over the lab's files, for fingers: the system's own caret, selection and keyboard. */
export const mountTouch: MountEditor = (host, store, handover) => {
  const first = store.getState()
  const view = new EditorView({
    parent: host,
    state: stateOf(first.activeFile, first.files[first.activeFile] ?? '', store),
  })
  const end = view.state.doc.length
  view.dispatch({ selection: { anchor: Math.min(handover.from, end), head: Math.min(handover.to, end) } })
  view.scrollDOM.scrollTop = handover.scrollTop
  if (handover.focused) view.focus()
  const unsubscribe = store.subscribe((lab, before) => {
    const text = lab.files[lab.activeFile] ?? ''
    if (lab.activeFile !== before.activeFile) view.setState(stateOf(lab.activeFile, text, store))
    else if (view.state.doc.toString() !== text)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    if (lab.spot && lab.spot !== before.spot) reveal(view, lab.spot.line)
  })
  return () => {
    unsubscribe()
    view.destroy()
  }
}

function stateOf(path: string, doc: string, store: StoreApi<Lab>): EditorState {
  return EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      history(),
      bracketMatching(),
      javascript(),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({
        'aria-label': `Code of ${path}`,
        autocapitalize: 'off',
        spellcheck: 'false',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) store.getState().actions.edit(path, update.state.doc.toString())
      }),
      touchTheme,
    ],
  })
}

function reveal(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines))
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
  view.focus()
}
