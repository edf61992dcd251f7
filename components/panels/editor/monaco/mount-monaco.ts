import type { editor as Editor } from 'monaco-editor/editor'
import type { StoreApi } from 'zustand/vanilla'
import { isDark, subscribeToTheme } from '@/components/hooks/theme'
import { subscribeToMode } from '@/components/hooks/mode'
import type { Lab } from '@/components/sandbox/lab'
import type { Handover, MountEditor } from '../handover'
import { FileModels } from './file-models'
import { faultOf } from '../editor-fault'
import { FaultMarks } from './fault-marks'
import { startLanguageServiceFor } from './language-service'
import { leaveByTab } from './leave-by-tab'
import { setUpMonaco } from './monaco-setup'

/** Monaco over the lab's files: one model for each, so that undo and selection stay with their file. */
export const mountMonaco: MountEditor = (host, store, handover) => {
  const monaco = setUpMonaco()
  const models = new FileModels(monaco, store)
  const view = monaco.create(host, { ...OPTIONS, ...sizes(), model: null, theme: themeName() })
  startLanguageServiceFor(view)
  const follow = new Follower(view, models, store)
  follow.show(store.getState())
  // A place asked for meanwhile is already in view.
  if (!store.getState().spot) goOn(view, handover)
  leaveByTab(view)
  const undo = [
    store.subscribe((lab, before) => follow.show(lab, before)),
    subscribeToTheme(() => monaco.setTheme(themeName())),
    subscribeToMode(() => view.updateOptions(sizes())),
  ]
  void document.fonts.ready.then(() => monaco.remeasureFonts())
  return () => {
    undo.forEach((end) => end())
    view.dispose()
    models.dispose()
  }
}

/** Keeps the view at the lab's active file, its fault and the place somebody asked to see. */
class Follower {
  readonly #states = new Map<string, Editor.ICodeEditorViewState | null>()
  readonly #faults: FaultMarks
  constructor(
    private readonly view: Editor.IStandaloneCodeEditor,
    private readonly models: FileModels,
    private readonly store: StoreApi<Lab>,
  ) {
    this.#faults = new FaultMarks(models)
  }

  show(lab: Lab, before?: Lab): void {
    if (lab.files !== before?.files) this.models.sync(lab.files)
    if (lab.activeFile !== before?.activeFile) this.#open(lab.activeFile, before?.activeFile)
    if (lab.moment !== before?.moment) this.#faults.show(faultOf(lab.moment))
    if (lab.spot && lab.spot !== before?.spot) this.#reveal(lab.spot)
  }

  #open(path: string, left?: string): void {
    if (left) this.#states.set(left, this.view.saveViewState())
    this.view.setModel(this.models.get(path))
    this.view.restoreViewState(this.#states.get(path) ?? null)
    this.view.updateOptions({
      ariaLabel: `Code of ${path}. Ctrl+M, then Tab, leaves it.`,
      readOnly: !(path in this.store.getState().files),
    })
  }

  #reveal({ line, column, focus }: NonNullable<Lab['spot']>): void {
    this.view.setPosition({ lineNumber: line, column })
    this.view.revealLineInCenterIfOutsideViewport(line)
    if (focus) this.view.focus()
  }
}

/** Caret, scroll and focus as the plain editor had them. */
function goOn(view: Editor.IStandaloneCodeEditor, { from, to, scrollTop, focused }: Handover): void {
  const model = view.getModel()
  if (!model) return
  const start = model.getPositionAt(from)
  const end = model.getPositionAt(to)
  view.setSelection({
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  })
  view.setScrollTop(scrollTop)
  if (focused) view.focus()
}

const themeName = () => (isDark() ? 'crumbtrail-dark' : 'crumbtrail-light')

/** In pixels, from the page's own type size, which grows on a projector. */
function sizes(): Editor.IEditorOptions {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
  return { fontSize: rem * 0.8125, lineHeight: Math.round(rem * 1.25) }
}

const OPTIONS: Editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: 'var(--font-code)',
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  overviewRulerLanes: 0,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 10,
  glyphMargin: false,
  // The number of a last empty line is as legible as the others.
  renderFinalNewline: 'on',
  folding: false,
  padding: { top: 8, bottom: 12 },
  tabSize: 2,
  renderLineHighlightOnlyWhenFocus: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
  fixedOverflowWidgets: true,
  accessibilitySupport: 'auto',
  quickSuggestions: { strings: false, comments: false, other: true },
  wordBasedSuggestions: 'off',
  stickyScroll: { enabled: false },
  // Colour belongs to sessions.
  bracketPairColorization: { enabled: false },
  guides: { indentation: false },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
}
