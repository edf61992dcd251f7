import type { Duplex, Readable, Writable } from 'node:stream'
import type { EngineCommand } from '../../protocol/engine'

/** What brings one workspace's server of one kind to life; the life itself is the same for all (WorkspaceEngine). */
export interface Backend<S extends Service = Service> {
  /** Starts the server, or takes up what serves; rejects with a sentence when it cannot. */
  start(): Promise<S>
  /** Something the app stored lies asleep, though nothing runs. */
  holdsData?(): boolean
  /** What lies asleep was only memory: a stop ends it as it would have ended the running server's. Called when nothing runs. */
  forget?(): Promise<void> | void
  /** The workspace is deleted: removes what lies outside the running server. Called when nothing runs. */
  erase(): Promise<void>
}

/** A server that runs. */
export interface Service {
  /** Carries one connection of the app. Its trouble ends in `client.close()`, never in a throw. */
  serve(client: Client): void
  /** Resolves with the reason, in a sentence, when it ended without being asked to. */
  readonly ended: Promise<string>
  /** Ends at once, as in a crash: what it kept in memory is gone. */
  kill(): Promise<void>
  /** Ends and keeps what the app stored, where that can be kept; the next start brings it back. */
  rest(): Promise<void>
}

/** The app's end of one connection, with the latency built in. */
export interface Client {
  /** What the app sends; nothing is read from it before somebody listens. */
  input: Readable
  /** To the app. Respect its back-pressure. */
  output: Writable
  /** Tells a command that was answered; the latency is added here. */
  tell(command: EngineCommand): void
  /** The app logged in with these words; any are right. */
  login(user: string | null, database: string | null): void
  /** Does work for this connection, which its workspace is charged with; returns how long to rest then, in milliseconds. */
  work(task: () => void): number
  /** Ends the connection now, both ways. */
  close(): void
  /** Called once when the connection is over, however it ended. */
  onClose(listener: () => void): void
}

/** At once where it is over already: who reached a server meanwhile would otherwise hold that connection for ever. */
export function whenClosed(connection: Duplex, listener: () => void): void {
  if (connection.closed) listener()
  else connection.once('close', listener)
}
