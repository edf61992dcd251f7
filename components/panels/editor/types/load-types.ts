import * as z from 'zod'

const Libs = z.record(z.string(), z.string())

/** Declarations of what an app may require, as Monaco's extra libraries. */
export async function loadTypes(): Promise<{ filePath: string; content: string }[]> {
  const response = await fetch('/editor-types.json')
  const libs = Libs.parse(await response.json())
  return Object.entries(libs).map(([path, content]) => ({ filePath: `file:///node_modules/${path}`, content }))
}
