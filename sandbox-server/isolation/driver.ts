import type { ChildProcess } from 'node:child_process'
import type { Box } from './box'

/** How one kind of sandbox is launched; everything else is the same for both. */
export interface Driver {
  readonly name: 'bubblewrap' | 'child-process'
  readonly isolates: boolean
  makeBox(): Box
  /** Starts a warm process for a box, with fd 3 for events and fd 4 for commands. */
  launch(box: Box): ChildProcess
  /** The box's folders as the process sees them. */
  inside(box: Box): { work: string; run: string }
  /** Ends the whole tree of a process at once. */
  killTree(child: ChildProcess): void
  /** Asks the app's process to end. */
  askToEnd(child: ChildProcess): void
  /** Whether nothing of the sandbox runs any code again, though the kernel may still be clearing it away. */
  isSilent?(child: ChildProcess): boolean
  /** Lets go of what the driver holds for all its sandboxes. */
  close(): void
}

/** Paths a driver needs from the composition root. */
export interface DriverPaths {
  /** Where boxes are made; on the same file system as the workspaces' folders. */
  boxes: string
  /** The bundled preload. */
  preload: string
  /** The runtime's node_modules. */
  modules: string
}
