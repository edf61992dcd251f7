import type { perform } from './perform'
import type { setScene } from './scene'

/** What sets the scene and plays steps on the lab. */
export interface Hand {
  perform: typeof perform
  setScene: typeof setScene
}

/** Fetched when somebody plays: the first screen does without. After a failure whoever plays next tries again. */
export async function loadHand(): Promise<Hand> {
  try {
    const [{ perform }, { setScene }] = await Promise.all([import('./perform'), import('./scene')])
    return { perform, setScene }
  } catch (cause) {
    throw new Error('What plays the steps could not be fetched. Check the connection and try again.', { cause })
  }
}
