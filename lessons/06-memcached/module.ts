import type { Lesson } from '../kit/lesson'
import { predictions } from './predictions'
import { scenario } from './scenario'
import { tasks } from './tasks'
import { walkthrough } from './walkthrough'

/** This lesson’s judgement and scripts. */
export const lesson: Lesson = { tasks, predictions, scenario, walkthrough }
