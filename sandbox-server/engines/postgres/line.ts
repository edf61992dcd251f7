import type { Duplex } from 'node:stream'
import { PostgresFailure } from './wire/failure'
import type { Credentials } from './wire/log-in'
import { Session } from './wire/session'

/** A session on its way or there, which can be ended at any time, whatever it waits for. */
export class Line {
  /** Rejects when it cannot be opened or was ended before. */
  readonly session: Promise<Session>
  private socket: Duplex | null = null
  private isOver = false
  private giveUp: (error: Error) => void = () => undefined

  constructor(connect: () => Promise<Duplex>, credentials: Credentials) {
    this.session = new Promise((resolve, reject) => {
      this.giveUp = reject
      this.open(connect, credentials).then(resolve, reject)
    })
    // Whoever waits for it hears of it; often nobody does any more.
    this.session.catch(() => undefined)
  }

  end(why: string): void {
    this.isOver = true
    this.socket?.destroy()
    this.giveUp(new PostgresFailure(why, '08006'))
  }

  private async open(connect: () => Promise<Duplex>, credentials: Credentials): Promise<Session> {
    const socket = await connect()
    this.socket = socket
    if (this.isOver) socket.destroy()
    return Session.open(socket, credentials, 'crumbtrail')
  }
}
