import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HeaderList } from '../../protocol/exchange'
import { writerOf } from './last-byte'

/** A connection that keeps what it is asked to send, write by write. */
class Wire extends Socket {
  readonly sent: string[] = []
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.sent.push(String(chunk))
    done()
  }
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.sent.push(chunks.map(({ chunk }) => String(chunk)).join(''))
    done()
  }
  /** What was sent of bodies. */
  get bodies(): string[] {
    return this.sent.map((text) => text.replace(/^HTTP.*\r\n\r\n/s, ''))
  }
}

const soon = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

describe('the body of an answer on its way', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  function answer(headers: HeaderList): { wire: Wire; write: (text: string) => void; end: () => void } {
    const wire = new Wire()
    const response = new ServerResponse(new IncomingMessage(wire))
    response.assignSocket(wire)
    response.writeHead(200, headers.flat())
    const write = writerOf(response, headers)
    return { wire, write: (text) => void write(Buffer.from(text)), end: () => void response.end() }
  }

  it('takes its last byte along when that comes soon', async () => {
    const { wire, write, end } = answer([['Content-Length', '3']])
    write('ab')
    await soon()
    expect(wire.sent).toEqual([])
    write('c')
    end()
    await soon()
    expect(wire.bodies).toEqual(['abc'])
  })

  it('does not wait long for its last byte', async () => {
    const { wire, write, end } = answer([['content-length', '3']])
    write('ab')
    await vi.advanceTimersByTimeAsync(5)
    expect(wire.bodies).toEqual(['ab'])
    write('c')
    end()
    await soon()
    expect(wire.bodies.join('')).toBe('abc')
  })

  it.each([
    ['more than a byte is missing', [['Content-Length', '4']]],
    ['nobody knows what is missing', []],
  ] satisfies [string, HeaderList][])('does not wait where %s', async (_what, headers) => {
    const { wire, write } = answer(headers)
    write('ab')
    await soon()
    expect(wire.bodies.join('')).toContain('ab')
  })
})
