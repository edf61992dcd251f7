import { Uri, type editor as Editor } from 'monaco-editor/editor'
import type { StoreApi } from 'zustand/vanilla'
import type { Lab } from '@/components/sandbox/lab'
import type { Files } from '@/protocol/workspace'

/** One Monaco model for each file of the lab. Typing goes to the lab; what changes there comes back, with undo. */
export class FileModels {
  readonly #models = new Map<string, Editor.ITextModel>()
  #applying = false
  constructor(
    private readonly monaco: typeof Editor,
    private readonly store: StoreApi<Lab>,
  ) {}

  get(path: string): Editor.ITextModel | null {
    return this.#models.get(path) ?? null
  }
  all(): IterableIterator<[string, Editor.ITextModel]> {
    return this.#models.entries()
  }

  /** Brings the models in line with the lab's files. */
  sync(files: Files): void {
    for (const [path, model] of this.#models) {
      if (path in files) continue
      model.dispose()
      this.#models.delete(path)
    }
    for (const [path, text] of Object.entries(files)) {
      const model = this.#models.get(path)
      if (!model) this.#models.set(path, this.#create(path, text))
      else if (model.getValue() !== text) this.#replace(model, text)
    }
  }

  dispose(): void {
    for (const model of this.#models.values()) model.dispose()
  }

  #create(path: string, text: string): Editor.ITextModel {
    const model = this.monaco.createModel(text, languageOf(path), Uri.parse(`file:///work/${path}`))
    plainBrackets(model)
    model.onDidChangeContent(() => {
      if (!this.#applying) this.store.getState().actions.edit(path, model.getValue())
    })
    return model
  }

  #replace(model: Editor.ITextModel, text: string): void {
    this.#applying = true
    model.pushStackElement()
    model.pushEditOperations(null, [{ range: model.getFullModelRange(), text }], () => null)
    model.pushStackElement()
    this.#applying = false
  }
}

function languageOf(path: string): string {
  if (/\.[cm]?js$/.test(path)) return 'javascript'
  return 'plaintext'
}

/** Colour belongs to sessions; brackets do without. */
export function plainBrackets(model: Editor.ITextModel): void {
  model.updateOptions({
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  })
}
