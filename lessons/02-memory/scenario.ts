import type { ScenarioStep } from '../kit/lesson'

export const scenario: readonly ScenarioStep[] = []
