import type { InspectedApp } from './workspaces/drivers'
import type { Inspector } from './inspectors/inspector'

export function inspectorsOf(_inspected: InspectedApp): readonly Inspector[] {
  return []
}
