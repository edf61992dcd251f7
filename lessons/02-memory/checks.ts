import type { Prediction, Task } from '../kit/lesson'

export const tasks: readonly Task[] = []
export const predictions: readonly Prediction[] = []
