import { createHmac } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type express from 'express'
import type { Store } from 'express-session'
import type { SessionModule } from './map-store.fixture'
import type { makeStores } from './stores.fixture'

export type FileStoreModule = (session: SessionModule) => new (options: Record<string, unknown>) => Store

/** What a case may use; the modules are those of the learner's runtime. */
export interface Kit {
  express: typeof express
  session: SessionModule
  FileStore: ReturnType<FileStoreModule>
  stores: ReturnType<typeof makeStores>
  /** A module of the learner's runtime. */
  load(name: string): unknown
  /** A fresh folder for a file store. */
  folder: string
  /** The store the case made, as it is. */
  store(): Store
  /** Notes something that must be the same with and without observers. */
  note(text: string): void
  sign(sid: string, secret: string): string
}

/** As cookie-signature 1.0.7 signs, and as express-session sends it. */
export function sign(sid: string, secret: string): string {
  const hmac = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '')
  return encodeURIComponent(`s:${sid}.${hmac}`)
}

/** Everything a store holds, in a form that can be compared. */
export function contents(store: unknown, folder: string): Record<string, string> {
  const seen: Record<string, string> = {}
  if (typeof store === 'object' && store !== null) {
    if ('sessions' in store && typeof store.sessions === 'object') Object.assign(seen, store.sessions)
    if ('records' in store && store.records instanceof Map)
      for (const [sid, raw] of store.records) seen[String(sid)] = String(raw)
    if ('objects' in store && store.objects instanceof Map)
      for (const [sid, data] of store.objects) seen[String(sid)] = JSON.stringify(data)
    if ('log' in store && Array.isArray(store.log)) seen.log = store.log.join('; ')
    seen.keys = Object.keys(store).join()
  }
  for (const name of readdirSync(folder)) seen[name] = readFileSync(path.join(folder, name), 'utf8')
  return seen
}
