import { editor, languages } from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/javascript/register'
import * as typescript from 'monaco-editor/languages/features/typescript/register'
import { loadTypes } from '../types/load-types'
import { defineThemes } from './themes'

/** Everything Monaco needs once per page: workers from our own address, themes, and what JavaScript here can see. */
export function setUpMonaco(): typeof editor {
  if (done) return editor
  done = true
  self.MonacoEnvironment = { getWorker }
  defineThemes(editor)
  const { javascriptDefaults } = typescript
  javascriptDefaults.setCompilerOptions({
    allowJs: true,
    allowNonTsExtensions: true,
    esModuleInterop: true,
    module: typescript.ModuleKind.CommonJS,
    moduleResolution: typescript.ModuleResolutionKind.NodeJs,
    target: typescript.ScriptTarget.ES2020,
    types: ['node'],
  })
  javascriptDefaults.setDiagnosticsOptions({ noSemanticValidation: true, noSuggestionDiagnostics: true })
  javascriptDefaults.setEagerModelSync(true)
  for (const [id, extension] of [
    ['json', '.json'],
    ['html', '.html'],
    ['html', '.ejs'],
  ] as const)
    languages.register({ id, extensions: [extension] })
  // Completion is better a moment late than not at all: the editor works without it.
  void loadTypes().then(
    (libs) => javascriptDefaults.setExtraLibs(libs),
    () => undefined,
  )
  return editor
}

let done = false

function getWorker(_id: string, label: string): Worker {
  if (label === 'javascript' || label === 'typescript')
    return new Worker(new URL('monaco-editor/languages/features/typescript/ts.worker', import.meta.url), {
      type: 'module',
    })
  return new Worker(new URL('monaco-editor/editor/editor.worker', import.meta.url), { type: 'module' })
}
