import { Duplex, type TransformCallback } from 'node:stream'
import { Scanner } from './wire/scanner'

const CANCEL_REQUEST = 80_877_102
const LONGEST = 0x7fff_ffff
/** The server is ready, and no transaction is open. */
const IDLE = 'I'

/**
 * For a server with one session for all connections that takes their messages one by one: between the Parse and the
 * Bind of one connection it would take another's Parse, and forget the first. So each connection has its turn, from its
 * first message until the server is ready for a question of anybody.
 */
export class OneAtATime {
  private holder: Duplex | null = null
  private readonly waiting: { who: Duplex; go: () => void }[] = []

  /** A connection of that server, which waits for its turns. */
  connection(socket: Duplex): Duplex {
    return new InTurn(socket, this)
  }

  take(who: Duplex, go: () => void): void {
    this.holder ??= who
    if (this.holder === who) go()
    else this.waiting.push({ who, go })
  }

  leave(who: Duplex): void {
    if (this.holder !== who) return
    const next = this.waiting.shift()
    this.holder = next?.who ?? null
    next?.go()
  }

  /** It waits no more. */
  forget(who: Duplex): void {
    const rest = this.waiting.filter((one) => one.who !== who)
    this.waiting.splice(0, this.waiting.length, ...rest)
    this.leave(who)
  }
}

class InTurn extends Duplex {
  private readonly socket: Duplex
  private readonly turns: OneAtATime
  /** The first message has no type; null: it has passed. */
  private opening: Buffer | null = Buffer.alloc(0)
  private readonly front: Scanner
  private readonly back: Scanner
  /** Questions that the server has not said ReadyForQuery to. */
  private asked = 0
  /** A part of a question was sent, and not yet its end. */
  private begun = false
  private status = IDLE

  constructor(socket: Duplex, turns: OneAtATime) {
    super()
    this.socket = socket
    this.turns = turns
    this.front = new Scanner({
      longest: LONGEST,
      keep: () => 0,
      notice: (type) => {
        this.sent(type)
      },
    })
    this.back = new Scanner({
      longest: LONGEST,
      keep: (type) => (type === 'Z' ? 1 : 0),
      notice: (type, body) => {
        if (type === 'Z') this.answered(body.toString('latin1'))
      },
    })
    socket.on('data', (piece: Buffer) => {
      this.back.scan(piece)
      if (!this.push(piece)) socket.pause()
      this.leaveWhenDone()
    })
    socket.once('end', () => this.push(null))
    socket.once('error', () => undefined)
    socket.once('close', () => {
      turns.forget(this)
      // What it said last may still be on its way.
      if (this.readableLength === 0) this.destroy()
      else this.once('end', () => this.destroy())
    })
  }

  override _read(): void {
    this.socket.resume()
  }

  override _write(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.turns.take(this, () => {
      this.look(piece)
      this.socket.write(piece, done)
      this.leaveWhenDone()
    })
  }

  override _final(done: TransformCallback): void {
    this.socket.end()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.turns.forget(this)
    this.socket.destroy()
    done(error)
  }

  private look(piece: Buffer): void {
    if (this.opening === null) {
      this.front.scan(piece)
      return
    }
    const opening = Buffer.concat([this.opening, piece])
    this.opening = opening
    if (opening.length < 8 || opening.length < opening.readInt32BE(0)) return
    this.opening = null
    if (opening.readInt32BE(4) !== CANCEL_REQUEST) this.asked += 1
    this.front.scan(opening.subarray(opening.readInt32BE(0)))
  }

  /** Query, Sync and FunctionCall are what ReadyForQuery answers (PostgreSQL documentation, "Message Flow"). */
  private sent(type: string): void {
    const ends = 'QSF'.includes(type)
    if (ends) this.asked += 1
    if (ends || type === 'X') this.begun = false
    else if (type !== 'p') this.begun = true
  }

  private answered(status: string): void {
    this.asked -= 1
    this.status = status
  }

  private leaveWhenDone(): void {
    const between = this.opening === null && this.front.isBetween
    if (between && !this.begun && this.asked <= 0 && this.status === IDLE) this.turns.leave(this)
  }
}
