import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import { bracketMatching } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { AppFault } from '@/protocol/workspace'
import { faultOf } from '../editor-fault'
import type { Handover, MountEditor } from '../handover'
import { faultMarks, markFault } from './touch-fault'
import { touchTheme } from './touch-theme'

/** CodeMirror over the lab's files, for fingers: the system's own caret, selection and keyboard. */
export const mountTouch: MountEditor = (host, store, handover) => {
  const first = store.getState()
  const view = new EditorView({
    parent: host,
    state: stateOf(first.activeFile, first.files[first.activeFile] ?? '', store),
  })
  // A line asked for before the editor was there goes before the place where somebody was.
  if (!first.spot) goOn(view, handover)
  const follow = follower(view, store)
  follow(first)
  const unsubscribe = store.subscribe(follow)
  return () => {
    unsubscribe()
    view.destroy()
  }
}

/** Keeps the view at the lab's active file, its fault and the place somebody asked to see. */
function follower(view: EditorView, store: StoreApi<Lab>) {
  let marked: AppFault | null = null
  return (lab: Lab, before?: Lab) => {
    const opened = before !== undefined && lab.activeFile !== before.activeFile
    const text = lab.files[lab.activeFile] ?? ''
    if (opened) view.setState(stateOf(lab.activeFile, text, store))
    else if (view.state.doc.toString() !== text)
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    const fault = faultOf(lab.moment)
    if (opened || fault !== marked) {
      marked = fault
      view.dispatch({ effects: markFault.of(fault?.file === lab.activeFile ? fault : null) })
    }
    if (lab.spot && lab.spot !== before?.spot) reveal(view, lab.spot)
  }
}

/** Caret, scroll and focus as the plain editor had them. */
function goOn(view: EditorView, { from, to, scrollTop, focused }: Handover): void {
  const end = view.state.doc.length
  view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) } })
  view.scrollDOM.scrollTop = scrollTop
  if (focused) view.focus()
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
      faultMarks,
      touchTheme,
    ],
  })
}

function reveal(view: EditorView, { line, focus }: NonNullable<Lab['spot']>): void {
  const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines))
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
  if (focus) view.focus()
}
