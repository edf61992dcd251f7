import { lchownSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { LIMITS } from '../../protocol/limits'
import type { Box } from './box'
import type { Door } from './runner'
import { removeTree } from './tree'

/** The doors of one sandbox: the sockets in its socket folder that lead to servers outside. */
export class Doors {
  readonly #listening = new Map<Door, Server>()
  readonly #passed = new Set<Socket>()
  #wasOpen = false
  #closed = false

  constructor(
    private readonly box: Pick<Box, 'run' | 'uid'>,
    private readonly doors: readonly Door[],
  ) {
    this.refresh()
    this.#wasOpen = true
  }

  /** Opens and shuts each door as it says now. At a shut one connections are refused; those that passed stay. */
  refresh(): void {
    if (this.#closed) return
    for (const door of this.doors) {
      const isOpen = door.isOpen?.() ?? true
      if (isOpen && !this.#listening.has(door)) this.#open(door)
      else if (!isOpen) this.#shut(door)
    }
  }

  /** Shuts all doors for good and ends what passed through them. */
  close(): void {
    this.#closed = true
    for (const door of this.doors) this.#shut(door)
    for (const connection of this.#passed) connection.destroy()
  }

  /**
   * The folder lets nobody but the sandbox's user through, and that user may put anything in the socket's place: it is
   * removed, never followed, and nothing is changed through its name but the owner of the name itself.
   */
  #open(door: Door): void {
    const path = join(this.box.run, `${door.name}.sock`)
    const server = createServer((connection) => {
      this.#pass(door, connection)
    })
    server.maxConnections = LIMITS.engine.doorConnections
    server.on('error', () => this.#listening.delete(door))
    this.#listening.set(door, server)
    // A fresh sandbox has nothing there yet.
    if (this.#wasOpen) removeTree(path)
    server.listen(path)
    if (this.box.uid !== null) this.#give(path, this.box.uid)
  }

  /** Gone before it was given: its owner removed it, and so has no door. */
  #give(path: string, uid: number): void {
    try {
      lchownSync(path, uid, uid)
    } catch {
      return
    }
  }

  #pass(door: Door, connection: Socket): void {
    this.#passed.add(connection)
    connection.on('error', () => undefined)
    connection.once('close', () => this.#passed.delete(connection))
    door.accept(connection)
  }

  #shut(door: Door): void {
    this.#listening.get(door)?.close()
    this.#listening.delete(door)
  }
}
