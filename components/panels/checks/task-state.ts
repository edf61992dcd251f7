import type { CheckResult, Prediction, Task } from '@/lessons/kit/lesson'

/** A task as it stands. */
export interface TaskState {
  task: Task
  /** From 1. */
  number: number
  done: boolean
  result: CheckResult
  /** Asked before this task. */
  prediction: { question: Prediction; outcome: ReturnType<Prediction['judge']> } | null
}
