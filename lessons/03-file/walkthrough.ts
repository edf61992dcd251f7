import type { WalkthroughStep } from '../kit/lesson'

export const walkthrough: readonly WalkthroughStep[] = []
