import { get, Server } from 'node:http'
import { compileFunction } from 'node:vm'
import { later } from '../timers'

/** Longer than any request of ours takes; an app that hangs must not keep the sandbox from waiting for its own. */
const PATIENCE_MS = 2000

/** Plain code like a learner's: it must take the same way through the modules. */
const sourceOf = (store: string): string => `
  const express = require('express')
  const session = require('express-session')
  ${store}
  const app = express()
  app.use(session({ ${store === '' ? '' : 'store, '}secret: 'throw-away', resave: false, saveUninitialized: false }))
  app.get('/', (req, res) => {
    req.session.n = (req.session.n || 0) + 1
    res.send('<p>' + req.session.n + '</p>')
  })
  app.use((error, req, res, next) => { res.status(500).end() })
  return { server: app.listen({ path: socket }), end: ${store === '' ? '() => {}' : 'end'} }`

export interface Play {
  require: NodeJS.Require
  /** Where the app listens meanwhile. */
  socket: string
  /** Requests one after the other, with one cookie. */
  requests: number
  /** Lines that make `store`, and `end`, which lets go of it; none: sessions in memory. */
  store?: string
  /** Of each request; what is usual when left out. */
  patienceMs?: number | undefined
}

/** Sends a throw-away app a few requests and ends it, so that the learner's first request meets warm code. */
export async function playThrowAway({
  require,
  socket,
  requests,
  store = '',
  patienceMs = PATIENCE_MS,
}: Play): Promise<void> {
  const app = compileFunction(sourceOf(store), ['require', 'socket'])
  const { server, end } = asApp(Reflect.apply(app, undefined, [require, socket]))
  try {
    if (!server.listening) await once(server, 'listening')
    let cookie = ''
    for (let i = 0; i < requests; i += 1) cookie = await request(socket, cookie, patienceMs)
  } finally {
    server.closeAllConnections()
    server.close()
    await Promise.all([once(server, 'close'), end()])
  }
}

function asApp(made: unknown): { server: Server; end: () => unknown } {
  const field = (name: string): unknown =>
    typeof made === 'object' && made !== null ? Reflect.get(made, name) : null
  const [server, end] = [field('server'), field('end')]
  if (!isServer(server) || typeof end !== 'function') throw new Error('The throw-away app is none.')
  return { server, end: (): unknown => Reflect.apply(end, undefined, []) }
}

const isServer = (made: unknown): made is Server => made instanceof Server

const once = (server: Server, event: 'listening' | 'close'): Promise<void> =>
  new Promise((resolve) => void server.once(event, resolve))

/** One request over the socket; resolves with the cookie to send next. */
function request(socketPath: string, cookie: string, patienceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = get(
      { socketPath, path: '/', agent: false, headers: cookie ? { cookie } : {} },
      (response) => {
        response.resume()
        response.on('end', () => {
          if (response.statusCode !== 200)
            reject(new Error(`The throw-away app answered ${String(response.statusCode)}.`))
          resolve(response.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie)
        })
      },
    )
    asked.on('error', reject)
    later(() => void asked.destroy(new Error('The throw-away app does not answer.')), patienceMs)
  })
}
