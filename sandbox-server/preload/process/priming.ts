import { createRequire } from 'node:module'
import { get, Server } from 'node:http'
import { dirname, join } from 'node:path'
import { compileFunction } from 'node:vm'

/** Loaded ahead of need: what nearly every lesson requires. Left out: what is small or only loads as ESM. */
const COMMON = ['cookie-parser', 'express-session', 'session-file-store', 'express'] as const
const THROUGH = 2

/**
 * Loads the common modules and sends a throw-away app a few requests, so that the learner's first request meets warm
 * code. Modules are resolved from beside the work folder: inside it, Node would remember that it holds no package.json.
 */
export async function prime(workFolder: string, socket: string): Promise<void> {
  const require = loadAhead(workFolder, COMMON)
  const server = startThrowAway(require, socket)
  if (!server) return
  await once(server, 'listening')
  let cookie = ''
  for (let i = 0; i < THROUGH; i += 1) cookie = await request(socket, cookie)
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

/** Loads modules as an app will find them; one that cannot be loaded is the app's own trouble. */
export function loadAhead(workFolder: string, modules: readonly string[]): NodeJS.Require {
  const require = createRequire(join(dirname(workFolder), 'priming.js'))
  for (const name of modules) {
    const loaded = load(require, name)
    if (name === 'redis') makeOnce(loaded, 'createClient')
  }
  return require
}

/** node-redis builds its client class at the first call, which takes longer than connecting. Nothing is connected here. */
function makeOnce(loaded: unknown, factory: string): void {
  const make: unknown = typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, factory) : null
  if (typeof make !== 'function') return
  try {
    Reflect.apply(make, loaded, [])
  } catch {
    // The app will meet the same error, and that one is shown.
  }
}

function load(require: NodeJS.Require, name: string): unknown {
  try {
    return require(name)
  } catch {
    return null
  }
}

/** Plain code like a learner's: it must take the same way through the modules. */
const THROW_AWAY = `
  const express = require('express')
  const session = require('express-session')
  const app = express()
  app.use(session({ secret: 'throw-away', resave: false, saveUninitialized: false }))
  app.get('/', (req, res) => {
    req.session.n = (req.session.n || 0) + 1
    res.send('<p>' + req.session.n + '</p>')
  })
  return app.listen({ path: socket })`

function startThrowAway(require: NodeJS.Require, socket: string): Server | null {
  try {
    const app = compileFunction(THROW_AWAY, ['require', 'socket'])
    const server: unknown = Reflect.apply(app, undefined, [require, socket])
    return server instanceof Server ? server : null
  } catch {
    return null
  }
}

const once = (server: Server, event: 'listening' | 'close'): Promise<void> =>
  new Promise((resolve) => void server.once(event, resolve))

/** One request over the socket; resolves with the cookie to send next. */
function request(socketPath: string, cookie: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(
      { socketPath, path: '/', agent: false, headers: cookie ? { cookie } : {} },
      (response) => {
        response.resume()
        response.on('end', () => {
          resolve(response.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie)
        })
      },
    )
    asked.on('error', reject)
  })
}
