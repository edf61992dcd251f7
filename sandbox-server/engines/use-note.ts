import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** On our disk, so that it outlives us: this workspace has used a server that is not ours. Nobody is asked there for it. */
export class UseNote {
  private readonly root: string
  private readonly path: string

  /** `root`: the workspace's own folder for this kind of engine. */
  constructor(root: string) {
    this.root = root
    this.path = join(root, 'used')
  }

  isThere(): boolean {
    return existsSync(this.path)
  }

  write(): void {
    mkdirSync(this.root, { recursive: true, mode: 0o700 })
    writeFileSync(this.path, '', { mode: 0o600 })
  }

  remove(): void {
    rmSync(this.path, { force: true })
    try {
      rmdirSync(this.root)
    } catch {
      // It was never there, or a server of the workspace's own has left something in it.
    }
  }
}
