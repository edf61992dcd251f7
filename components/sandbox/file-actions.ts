import type { Files } from '@/protocol/workspace'
import type { LabActions } from './lab'
import type { LabParts } from './lab-parts'
import { changedSinceRun } from './stale'

export type FileActions = Pick<
  LabActions,
  'edit' | 'addFile' | 'removeFile' | 'renameFile' | 'openFile' | 'showLine' | 'replaceFiles' | 'save'
>

export function fileActions(parts: LabParts): FileActions {
  const { get, set, saver } = parts
  const change = (files: Files, rest: { activeFile?: string; entry?: string } = {}) => {
    set({ files, ...rest, stale: changedSinceRun(parts, get().trace, files) })
    saver.touch()
  }
  return {
    edit: (path, text) => {
      if (get().files[path] !== text) change({ ...get().files, [path]: text })
    },
    addFile: (path) => {
      const { files } = get()
      if (path in files) set({ activeFile: path })
      else change({ ...files, [path]: '' }, { activeFile: path })
    },
    removeFile: (path) => {
      const { files, entry, activeFile } = get()
      if (path === entry) return
      const left = Object.fromEntries(Object.entries(files).filter(([name]) => name !== path))
      change(left, { activeFile: activeFile === path ? entry : activeFile })
    },
    renameFile: (from, to) => {
      const { files, entry, activeFile } = get()
      if (from === entry || !(from in files) || to in files) return
      const renamed = Object.entries(files).map(([path, text]) => [path === from ? to : path, text] as const)
      change(Object.fromEntries(renamed), { activeFile: activeFile === from ? to : activeFile })
    },
    openFile: (path) => {
      if (path in get().files) set({ activeFile: path })
    },
    showLine: (path, line, column = 1, focus = true) => {
      const { files, spot } = get()
      const count = (spot?.count ?? 0) + 1
      if (path in files) set({ activeFile: path, spot: { path, line, column, count, focus } })
    },
    replaceFiles: (files, entry = get().entry) => {
      const { activeFile } = get()
      change(files, { entry, activeFile: activeFile in files ? activeFile : entry })
    },
    save: async () => {
      await saver.flush()
    },
  }
}
