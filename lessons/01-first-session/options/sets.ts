import type { OptionSet } from '../../kit/store-option'
import { cookie } from './cookie'
import { record } from './record'

/** express-session 1.19.0: every option but `store`, which the other lessons are about. */
export const sets: readonly OptionSet[] = [{ module: 'express-session', options: [...cookie, ...record] }]
