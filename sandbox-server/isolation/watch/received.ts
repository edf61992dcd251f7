import type { Socket } from 'node:net'

/** Counts what comes back over the connections we made: what an app says of itself it may have made up. */
export class Received {
  private readonly open = new Set<Socket>()
  private fromClosed = 0

  add(socket: Socket): void {
    this.open.add(socket)
    socket.once('close', () => {
      this.open.delete(socket)
      this.fromClosed += socket.bytesRead
    })
  }

  bytes(): number {
    return [...this.open].reduce((sum, socket) => sum + socket.bytesRead, this.fromClosed)
  }
}
