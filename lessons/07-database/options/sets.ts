import type { OptionSet } from '../../kit/store-option'
import { connecting } from './connect'
import { table } from './table'
import { upkeep } from './upkeep'

/** connect-pg-simple 10.0.0, completely. */
export const sets: readonly OptionSet[] = [
  { module: 'connect-pg-simple', options: [...connecting, ...table, ...upkeep] },
]
