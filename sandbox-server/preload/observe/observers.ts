import type { ObserverContext, Observers } from '../observer'
import { hookCompile, type ObservedModule } from './compile-hook'
import { cookieModules } from './cookie-modules/cookie-modules'
import { HeapStores } from './heap-stores'
import { hookImport, type ImportedModule } from './import-hook'
import { instrumentSource } from './instrumented-source'
import { anyValue, isReadable, quietly } from './read-safely'
import { watchSessionMethods } from './session-methods'
import { SessionProbes } from './session-probes'
import { postgresStores } from './store-options-postgres'
import { StoreWatch } from './store-watch'
import { observeUnrecognised } from './unrecognised'

const heap = new HeapStores()
let stores: StoreWatch | null = null
let ironSession: ImportedModule | null = null

function install(context: ObserverContext): void {
  const watch = new StoreWatch(context)
  const probes = new SessionProbes(context, watch, heap)
  stores = watch
  const expressSession: ObservedModule = {
    file: /[\\/]node_modules[\\/]express-session[\\/]index\.js$/,
    instrument: instrumentSource,
    probes,
    recognised(exports) {
      const prototype = anyValue(anyValue(exports, 'Session'), 'prototype')
      if (isReadable(prototype))
        quietly(() => {
          watchSessionMethods(prototype, (req) => probes.watchOf(req))
        })
    },
    unrecognised: (exports) => observeUnrecognised(exports, { context, stores: watch, heap }),
  }
  const { required, imported } = cookieModules(context)
  hookCompile([expressSession, postgresStores, ...required])
  ironSession = imported
}

/** The observers of the session libraries, for the process host. */
export const observers: Observers = {
  install,
  expect: (mentions) => {
    if (ironSession && mentions(/iron-session/)) hookImport(ironSession)
  },
  reset: () => {
    heap.reset()
  },
  snapshot: (page) => heap.snapshot(page),
  remove: (sid) => heap.remove(sid),
  edit: (sid, json) => heap.edit(sid, json),
  setStoreLatency: (ms) => {
    if (stores) stores.latencyMs = ms
  },
}
