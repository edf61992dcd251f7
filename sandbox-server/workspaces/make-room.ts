import { LIMITS } from '../../protocol/limits'
import type { AppState } from '../../protocol/workspace'
import { CapacityError, type Runner } from '../isolation/runner'

/** What is asked of a workspace that could give up its sandbox. */
export interface Restable {
  app: { state: AppState }
  idle: { quietMs(): number }
  rest(): Promise<void>
}

/** Puts one app to sleep that nobody has used for a while; false: every app is in use. */
export type MakeRoom = () => Promise<boolean>

/** Somebody else may take the room that was made; then there must be more. */
const TRIES = 4
/** On their way to sleep: each gives up one sandbox, not one for everybody who asks meanwhile. */
const goingToRest = new WeakSet<Restable>()

/** A runner whose sandboxes are for those who use them: when there is none left, an unused one is given up. */
export function withRoom(runner: Runner, makeRoom: MakeRoom): Runner {
  return {
    name: runner.name,
    isolates: runner.isolates,
    why: runner.why,
    foresee: (modules) => {
      runner.foresee(modules)
    },
    stats: () => runner.stats(),
    close: () => runner.close(),
    async lease(request) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await runner.lease(request)
        } catch (error) {
          const isFull = error instanceof CapacityError && tries < TRIES
          if (!isFull || !(await makeRoom())) throw error
        }
      }
    },
  }
}

/** The app that was left alone for longest sleeps; its next request starts it again. */
export async function restLongestUnused(workspaces: Iterable<Restable>): Promise<boolean> {
  const unused = [...workspaces]
    .filter((workspace) => workspace.app.state === 'ready' && !goingToRest.has(workspace))
    .map((workspace) => ({ workspace, quietMs: workspace.idle.quietMs() }))
    .filter(({ quietMs }) => quietMs >= LIMITS.sandbox.unusedMs)
    .sort((a, b) => b.quietMs - a.quietMs)[0]
  if (!unused) return false
  goingToRest.add(unused.workspace)
  try {
    await unused.workspace.rest()
  } finally {
    goingToRest.delete(unused.workspace)
  }
  return true
}
