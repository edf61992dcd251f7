import type { Files } from '../../protocol/workspace'

/** The files with the one occurrence of `find` replaced; throws when there is none, or more than one. */
export function replaceOnce(
  files: Files,
  { file, find, replace }: { file: string; find: string; replace: string },
): Files {
  const parts = (files[file] ?? '').split(find)
  if (parts.length !== 2)
    throw new Error(`${file} holds “${find.trim()}” ${String(parts.length - 1)} times; an edit needs it once.`)
  return { ...files, [file]: parts.join(replace) }
}
