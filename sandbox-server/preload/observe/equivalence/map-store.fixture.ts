import type session from 'express-session'
import type { SessionData } from 'express-session'

export type SessionModule = typeof session
export type Answer = (error?: unknown, value?: SessionData | null) => void

/** A store as learners write it, without touch: JSON in a map, and a log of how it was called. */
export function makeMapStore(module: SessionModule) {
  return class MapStore extends module.Store {
    readonly records = new Map<string, string>()
    readonly log: string[] = []
    /** How an answer is given. */
    answer(_op: string, callback: Answer | undefined, error?: unknown, value?: SessionData | null): void {
      setImmediate(() => callback?.(error, value))
    }
    override get(sid: string, callback: Answer): void {
      this.note('get', sid, arguments.length)
      const raw = this.records.get(sid)
      this.answer('get', callback, null, raw === undefined ? null : (JSON.parse(raw) as SessionData))
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
}

/** An emitter with functions put on it; it borrows from Store what express-session calls. */
export function makeEmitterStore(module: SessionModule, emitter: NodeJS.EventEmitter) {
  const records = new Map<string, string>()
  const borrowed = ['createSession', 'load', 'regenerate'].map((name): [string, unknown] => [
    name,
    Reflect.get(module.Store.prototype, name),
  ])
  return Object.assign(emitter, Object.fromEntries(borrowed), {
    records,
    get(sid: string, callback: Answer) {
      const raw = records.get(sid)
      callback(null, raw === undefined ? undefined : (JSON.parse(raw) as SessionData))
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
