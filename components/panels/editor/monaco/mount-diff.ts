import { isDark } from '@/components/hooks/theme'
import { plainBrackets } from './file-models'
import { setUpMonaco } from './monaco-setup'

/** Two texts side by side, one above the other where it is narrow. Returns its undo. */
export function mountDiff(host: HTMLElement, mine: string, theirs: string): () => void {
  const monaco = setUpMonaco()
  const original = monaco.createModel(mine, 'javascript')
  const modified = monaco.createModel(theirs, 'javascript')
  const view = monaco.createDiffEditor(host, {
    readOnly: true,
    originalEditable: false,
    automaticLayout: true,
    fontFamily: 'var(--font-code)',
    fontSize: 13,
    lineHeight: 20,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    glyphMargin: false,
    folding: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 14,
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    renderSideBySideInlineBreakpoint: 640,
    renderOverviewRuler: false,
    renderFinalNewline: 'on',
    theme: isDark() ? 'crumbtrail-dark' : 'crumbtrail-light',
  })
  view.setModel({ original, modified })
  // After the view is made: its making puts every model's options back.
  plainBrackets(original)
  plainBrackets(modified)
  view.getOriginalEditor().updateOptions({ ariaLabel: 'Your code' })
  view.getModifiedEditor().updateOptions({ ariaLabel: 'The solution' })
  return () => {
    view.dispose()
    original.dispose()
    modified.dispose()
  }
}
