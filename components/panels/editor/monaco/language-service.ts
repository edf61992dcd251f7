import type { editor as Editor } from 'monaco-editor/editor'
import { loadTypes } from '../types/load-types'

/**
 * What the editor can say of JavaScript: faults of syntax while one types, completion, and the types of what an app may
 * require. It begins when somebody turns to the code, by pointer or focus: TypeScript is nine megabytes, and to read
 * them takes longer than all else on the page together.
 */
export function startLanguageServiceFor(view: Editor.ICodeEditor): void {
  const byPointer = view.onMouseMove(begin)
  view.onDidFocusEditorWidget(begin)
  function begin(): void {
    // For the first model of a language Monaco would start the service by itself, and then there were two.
    if (view.getModel()?.getLanguageId() !== 'javascript') return
    byPointer.dispose()
    // The editor works without it; the next time the code gets the focus it is tried again.
    started ??= start().catch(() => (started = undefined))
  }
}

let started: Promise<unknown> | undefined

async function start(): Promise<void> {
  const [{ javascriptDefaults, ModuleKind, ModuleResolutionKind, ScriptTarget }, { setupJavaScript }, types] =
    await Promise.all([
      import('monaco-editor/languages/features/typescript/register'),
      import('monaco-editor/languages/features/typescript/tsMode'),
      // Without types it still knows the language.
      loadTypes().catch(() => []),
    ])
  javascriptDefaults.setCompilerOptions({
    allowJs: true,
    allowNonTsExtensions: true,
    esModuleInterop: true,
    module: ModuleKind.CommonJS,
    moduleResolution: ModuleResolutionKind.NodeJs,
    target: ScriptTarget.ES2020,
    types: ['node'],
  })
  javascriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true, noSuggestionDiagnostics: true })
  javascriptDefaults.setEagerModelSync(true)
  javascriptDefaults.setExtraLibs(types)
  setupJavaScript(javascriptDefaults)
}
