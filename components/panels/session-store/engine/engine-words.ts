import type { EngineSource, EngineView } from '@/protocol/engine'
import { ENGINE_NAMES } from '@/protocol/engine-name'

export interface StateWords {
  word: string
  tone: 'good' | 'attention' | 'bad' | 'quiet'
  /** Why it is so and what follows; null when there is nothing to say. */
  sentence: string | null
}

/** How an engine is, in a word and a sentence. */
export function stateWords({ state, fault, source, latencyMs }: EngineView): StateWords {
  const name = ENGINE_NAMES[source.kind]
  switch (state) {
    case 'running':
      return latencyMs > 0
        ? { word: 'slow', tone: 'attention', sentence: `Every answer comes ${String(latencyMs)} ms later.` }
        : { word: 'running', tone: 'good', sentence: null }
    case 'starting':
      return { word: 'starting', tone: 'quiet', sentence: null }
    case 'idle':
      return { word: 'asleep', tone: 'quiet', sentence: `${name} starts with the next connection.` }
    case 'stopped':
      return {
        word: 'stopped',
        tone: 'attention',
        sentence: fault ?? `The app’s connections are refused, as wherever no ${name} is running.`,
      }
    case 'failed':
      return { word: 'down', tone: 'bad', sentence: fault ?? `${name} ended unexpectedly.` }
  }
}

/** Which server serves, and whose it is where that is not plain: `Redis 7.0.15, private`. */
export const sourceWords = ({ name, from }: EngineSource): string =>
  from === 'program' ? `${name}, private` : from === 'url' ? `${name}, shared` : name
