import type { Lesson } from '../kit/lesson'
import { predictions, tasks } from './checks'
import { scenario } from './scenario'
import { walkthrough } from './walkthrough'

/** This lesson’s judgement and scripts. */
export const lesson: Lesson = { tasks, predictions, scenario, walkthrough }
