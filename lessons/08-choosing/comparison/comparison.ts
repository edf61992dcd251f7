import type { Comparison } from '../../kit/comparison'
import { contestants, questions } from './contestants'
import { judge } from './judge'
import { stages } from './script'

/** The same script against every storage of the course. */
export const comparison: Comparison = { questions, contestants, stages, judge }
