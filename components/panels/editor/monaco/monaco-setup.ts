import { editor, languages } from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/javascript/register'
import { defineThemes } from './themes'

/** Everything Monaco needs once per page: workers from our own address, themes, and the languages of an app's files. */
export function setUpMonaco(): typeof editor {
  if (done) return editor
  done = true
  self.MonacoEnvironment = { getWorker }
  defineThemes(editor)
  for (const [id, extension] of [
    ['json', '.json'],
    ['html', '.html'],
    ['html', '.ejs'],
  ] as const)
    languages.register({ id, extensions: [extension] })
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
