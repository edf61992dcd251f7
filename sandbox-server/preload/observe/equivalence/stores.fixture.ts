import { EventEmitter } from 'node:events'
import type { SessionData } from 'express-session'
import { makeEmitterStore, makeMapStore, type Answer, type SessionModule } from './map-store.fixture'

/** Stores of the kinds that learners write. */
export function makeStores(module: SessionModule) {
  const MapStore = makeMapStore(module)
  return {
    MapStore,
    ...timings(MapStore),
    ...failures(MapStore),
    LiveStore: makeLiveStore(module),
    emitterStore: () => makeEmitterStore(module, new EventEmitter()),
  }
}

function timings(MapStore: ReturnType<typeof makeMapStore>) {
  class TouchStore extends MapStore {
    override touch = (sid: string, data: SessionData, callback?: Answer): void => {
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
    override answer(_op: string, callback?: Answer, error?: unknown, value?: SessionData | null): void {
      callback?.(error, value)
      this.log.push('after the answer')
    }
  }

  class SlowStore extends MapStore {
    override answer(_op: string, callback?: Answer, error?: unknown, value?: SessionData | null): void {
      setTimeout(() => callback?.(error, value), 15)
    }
  }

  class TwiceStore extends MapStore {
    override answer(op: string, callback?: Answer, error?: unknown, value?: SessionData | null): void {
      setImmediate(() => callback?.(error, value))
      if (op === 'set') setImmediate(() => callback?.(error, value))
    }
  }
  return { TouchStore, SyncStore, SlowStore, TwiceStore }
}

function failures(MapStore: ReturnType<typeof makeMapStore>) {
  class FailingStore extends MapStore {
    constructor(
      readonly failing: string,
      readonly code?: string,
    ) {
      super()
    }
    override answer(op: string, callback?: Answer, error?: unknown, value?: SessionData | null): void {
      const failure = Object.assign(new Error(`${op} failed`), this.code ? { code: this.code } : {})
      super.answer(op, callback, op === this.failing ? failure : error, value)
    }
  }

  class ThrowingStore extends MapStore {
    override set(): void {
      throw new Error('set threw')
    }
  }
  return { FailingStore, ThrowingStore }
}

/** Keeps the very objects instead of JSON. */
function makeLiveStore(module: SessionModule) {
  return class LiveStore extends module.Store {
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
}
