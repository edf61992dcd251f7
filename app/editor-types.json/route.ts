import { join } from 'node:path'
import { collectTypes } from '@/components/panels/editor/types/collect-types'

export const dynamic = 'force-static'

/** Declarations for the editor's completion; made once, at build. */
export function GET(): Response {
  const at = (folder: string) => join(/* turbopackIgnore: true */ process.cwd(), folder, 'node_modules')
  return Response.json(collectTypes({ site: at(''), runtime: at('sandbox-server/runtime') }))
}
