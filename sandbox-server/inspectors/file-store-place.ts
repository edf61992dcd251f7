import { z } from 'zod'

/** Where a file store of the app keeps its records, as `store.made` reports it (session-file-store's own options). */
export const FileStorePlace = z.object({
  /** Relative to the workspace's folder; `..` when it lies outside. */
  path: z.string().default('sessions'),
  fileExtension: z.string().default('.json'),
  /** Seconds a record without maxAge lives; null when the app passed something else. */
  ttl: z.number().nullable().default(3600),
  /** The `secret` option: the file's content is encrypted. */
  sealed: z.boolean().default(false),
})
export type FileStorePlace = z.infer<typeof FileStorePlace>

/** The place named by the options of a `store.made` observation; null when that store keeps no files. */
export function fileStorePlace(made: {
  store: string
  options: Record<string, unknown>
}): FileStorePlace | null {
  if (!('path' in made.options) && made.store !== 'FileStore') return null
  const parsed = FileStorePlace.safeParse(made.options)
  return parsed.success ? parsed.data : null
}
