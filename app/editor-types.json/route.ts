import { join } from 'node:path'
import { collectTypes } from '@/components/panels/editor/types/collect-types'

export const dynamic = 'force-static'

/** Declarations for the editor's completion; made once, at build. */
export function GET(): Response {
  return Response.json(collectTypes(join(/* turbopackIgnore: true */ process.cwd(), 'node_modules')))
}
