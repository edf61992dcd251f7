import { EventEmitter } from 'node:events'
import type session from 'express-session'
import type { SessionData, Store } from 'express-session'

type Answer = (error?: unknown, value?: unknown) => void
export type SessionModule = typeof session

/** Stores of the kinds that learners write, all keeping JSON in a map and a log of how they were called. */
export function makeStores(session: SessionModule) {
  class MapStore extends session.Store {
    readonly records = new Map<string, string>()
    readonly log: string[] = []
    /** How an answer is given. */
    answer(_op: string, callback: Answer | undefined, error?: unknown, value?: unknown): void {
      setImmediate(() => callback?.(error, value))
    }
    override get(sid: string, callback: Answer): void {
      this.note('get', sid, arguments.length)
      const raw = this.records.get(sid)
      this.answer('get', callback, null, raw === undefined ? null : (JSON.parse(raw) as unknown))
    }
    override set(sid: string, data: SessionData, callback?: Answer): void {
      this.note('set', sid, arguments.length)
      this.records.set(sid, JSON.stringify(data))
      this.answer('set', callback)
    }
    override destroy(sid: string, callback?: Answer): void {
      this.note('destroy', sid, arguments.length)
      this.records.delete(sid)
      this.answer('destroy', callback)
    }
    note(op: string, sid: string, count: number): void {
      this.log.push(
        `${op} ${sid} ${String(count)} ${String(this instanceof MapStore)} ${this.constructor.name}`,
      )
    }
  }

  class TouchStore extends MapStore {
    touch = (sid: string, data: SessionData, callback?: Answer): void => {
      this.note('touch', sid, 3)
      const raw = this.records.get(sid)
      if (raw !== undefined) {
        const record = JSON.parse(raw) as object
        this.records.set(sid, JSON.stringify({ ...record, cookie: data.cookie }))
      }
      this.answer('touch', callback)
    }
  }

  class SyncStore extends MapStore {
    override answer(_op: string, callback?: Answer, error?: unknown, value?: unknown): void {
      callback?.(error, value)
      this.log.push('after the answer')
    }
  }

  class SlowStore extends MapStore {
    override answer(_op: string, callback?: Answer, error?: unknown, value?: unknown): void {
      setTimeout(() => callback?.(error, value), 15)
    }
  }

  class FailingStore extends MapStore {
    constructor(
      readonly failing: string,
      readonly code?: string,
    ) {
      super()
    }
    override answer(op: string, callback?: Answer, error?: unknown, value?: unknown): void {
      const failure = Object.assign(new Error(`${op} failed`), this.code ? { code: this.code } : {})
      super.answer(op, callback, op === this.failing ? failure : error, value)
    }
  }

  class ThrowingStore extends MapStore {
    override set(): void {
      throw new Error('set threw')
    }
  }

  class TwiceStore extends MapStore {
    override answer(_op: string, callback?: Answer, error?: unknown, value?: unknown): void {
      setImmediate(() => callback?.(error, value))
      if (_op === 'set') setImmediate(() => callback?.(error, value))
    }
  }

  /** Keeps the very objects instead of JSON. */
  class LiveStore extends session.Store {
    readonly objects = new Map<string, SessionData>()
    override get(sid: string, callback: Answer): void {
      callback(null, this.objects.get(sid))
    }
    override set(sid: string, data: SessionData, callback?: Answer): void {
      this.objects.set(sid, data)
      callback?.()
    }
    override destroy(sid: string, callback?: Answer): void {
      this.objects.delete(sid)
      callback?.()
    }
  }

  /** An emitter with functions put on it; it borrows from Store what express-session calls. */
  function emitterStore(): Store & { records: Map<string, string> } {
    const records = new Map<string, string>()
    return Object.assign(new EventEmitter(), {
      records,
      createSession: session.Store.prototype.createSession,
      load: session.Store.prototype.load,
      regenerate: session.Store.prototype.regenerate,
      get(sid: string, callback: Answer) {
        const raw = records.get(sid)
        callback(null, raw === undefined ? undefined : (JSON.parse(raw) as unknown))
      },
      set(sid: string, data: SessionData, callback?: Answer) {
        records.set(sid, JSON.stringify(data))
        callback?.()
      },
      destroy(sid: string, callback?: Answer) {
        records.delete(sid)
        callback?.()
      },
    })
  }

  return {
    MapStore,
    TouchStore,
    SyncStore,
    SlowStore,
    FailingStore,
    ThrowingStore,
    TwiceStore,
    LiveStore,
    emitterStore,
  }
}
