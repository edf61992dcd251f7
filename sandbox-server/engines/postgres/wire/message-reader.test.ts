import { describe, expect, it, vi } from 'vitest'
import { message, text } from './message'
import { MessageReader } from './message-reader'

const MB = 1024 * 1024

describe('messages that arrive in pieces', () => {
  const messages = [message('D', text('one')), message('Z'), message('T', text('three'))]
  const bytes = Buffer.concat(messages)

  it.each([1, 2, 5, 7, bytes.length])('are whole again, %i bytes at once', (size) => {
    const reader = new MessageReader(100)
    const found: Buffer[] = []
    for (let at = 0; at < bytes.length; at += size) {
      reader.add(bytes.subarray(at, at + size))
      for (let next = reader.next(); next; next = reader.next()) found.push(message(next.type, next.body))
    }
    expect(found).toEqual(messages)
    expect(reader.next()).toBeNull()
  })

  it.each([3, 6, 12])('leave the others what follows, %i bytes of it', (count) => {
    const reader = new MessageReader(100)
    const following = message('S', text('following')).subarray(0, count)
    reader.add(Buffer.concat([message('R'), following]))
    expect(reader.next()?.type).toBe('R')
    expect(reader.next()).toBeNull()
    expect(reader.rest()).toEqual(following)
    expect(reader.rest()).toHaveLength(0)
  })

  it('are not copied again with every piece', () => {
    const reader = new MessageReader(64 * MB)
    const large = message('D', Buffer.alloc(20 * MB, 'x'))
    const concat = vi.spyOn(Buffer, 'concat')
    let found = null
    for (let at = 0; at < large.length; at += 64 * 1024) {
      reader.add(large.subarray(at, at + 64 * 1024))
      found = reader.next()
    }
    const copies = concat.mock.calls.length
    concat.mockRestore()
    expect(found?.body).toHaveLength(20 * MB)
    expect(copies).toBeLessThan(3)
  })

  it('may be no longer than agreed', () => {
    const reader = new MessageReader(100)
    reader.add(message('D', Buffer.alloc(200)).subarray(0, 5))
    expect(() => reader.next()).toThrow('too long')
  })
})
