import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EMPTY_TRACE } from '../../protocol/model/empty-trace'
import { extendTrace } from '../../protocol/model/build'
import { momentAt } from '../../protocol/model/moment'
import { AliceLab } from './alice-lab.fixture'
import { bundleServer, ServerProcess } from './server-process.fixture'

const BUILD = join(import.meta.dirname, '../../.build')
const name = `cookies-${String(process.pid)}`
let data = ''
let server: ServerProcess

beforeAll(async () => {
  const bundle = await bundleServer(name)
  mkdirSync(BUILD, { recursive: true })
  data = mkdtempSync(join(BUILD, 'data-'))
  server = new ServerProcess(bundle, data)
  await server.start()
})
afterAll(async () => {
  await server.end('SIGTERM')
  for (const folder of [data, join(BUILD, name)])
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
})

const Lab = { open: (source: string) => AliceLab.open(server, source) }

const ROUTES = `
  app.get('/', (req, res) => { session(req).views = (session(req).views || 0) + 1; res.json(session(req)) })
  app.get('/login', (req, res) => { session(req).user = 'alice'; res.send('in') })
  app.get('/me', (req, res) => { res.send(session(req)?.user || 'nobody') })
  app.get('/much', (req, res) => { session(req).much = 'x'.repeat(4000); res.send('much') })
  app.get('/quiet', (req, res) => { res.send('quiet') })`

const signed = (keys: string) => `
  const app = require('express')()
  app.use(require('cookie-session')({ name: 'basket', keys: ${keys}, maxAge: 60000 }))
  const session = (req) => req.session
  ${ROUTES}
  app.get('/logout', (req, res) => { req.session = null; res.send('out') })
  app.listen(3000)`

describe('cookie-session', () => {
  it('the data itself lies in the jar, and in the trace', async () => {
    const lab = await Lab.open(signed(`['first']`))
    expect((await lab.go('/login')).decisions).toEqual([
      '-load no-cookie',
      '+generate no-cookie',
      '+set-cookie new-and-populated',
    ])
    const [cookie, signature] = await lab.jar()
    expect(signature?.name).toBe('basket.sig')
    const record = {
      sid: 'alice/basket',
      data: { user: 'alice' },
      raw: cookie?.value,
      expires: cookie?.expires,
      native: { signature: 'valid with keys[0]', sealed: false },
    }
    await expect.poll(() => lab.traced()).toMatchObject([record])
    expect(await lab.record()).toMatchObject(record)
    const sessions = (await lab.trace()).filter((event) => event.type === 'session')
    expect(sessions).toMatchObject([
      { moment: 'before', data: {}, sid: null, library: 'cookie-session' },
      { moment: 'after', data: { user: 'alice' }, sid: null },
    ])
    const sentences = (await lab.trace()).flatMap((event) =>
      event.type === 'decision' ? [event.sentence] : [],
    )
    for (const sentence of sentences) expect(sentence).not.toContain('Unknown')
  })

  it('a cookie kept from before still works after logout', async () => {
    const lab = await Lab.open(signed(`['first']`))
    await lab.go('/login')
    const kept = await lab.kept()
    expect((await lab.go('/logout')).decisions).toContain('+destroy set-to-null')
    expect(await lab.jar()).toEqual([])
    await expect.poll(() => lab.traced()).toEqual([])
    expect((await lab.go('/me')).text).toBe('nobody')
    expect((await lab.go('/me', kept)).text).toBe('alice')
  })

  it('data changed by hand has no signature that fits, and the server deletes the signature alone', async () => {
    const lab = await Lab.open(signed(`['first']`))
    await lab.go('/login')
    expect(await lab.edit('alice/basket', { user: 'admin' })).toEqual({ edited: true })
    expect(await lab.record()).toMatchObject({ data: { user: 'admin' }, native: { signature: 'invalid' } })
    const events = (await lab.trace()).slice(-4).map(({ type }) => type)
    expect(events).toEqual(expect.arrayContaining(['jar.changed', 'record.edited', 'store.changed']))
    const { text, decisions } = await lab.go('/me')
    expect(text).toBe('nobody')
    expect(decisions).toContain('-load signature-invalid')
    expect(decisions).toContain('+set-cookie signature-deleted')
    expect((await lab.jar()).map(({ name }) => name)).toEqual(['basket'])
    expect((await lab.record())?.native?.signature).toBe('missing')
    expect(await lab.remove('alice/basket')).toEqual({ removed: true })
    expect(await lab.remove('alice/basket')).toEqual({ removed: false })
    expect(await lab.jar()).toEqual([])
    expect((await lab.go('/me')).decisions).toContain('-load no-cookie')
  })

  it('data that no cookie has room for is refused with a sentence, and the jar stays as it was', async () => {
    const lab = await Lab.open(signed(`['first']`))
    await lab.go('/login')
    const jar = await lab.jar()
    await expect(lab.edit('alice/basket', { user: 'x'.repeat(4000) })).rejects.toThrow(
      /400.*cookie_too_large.*4096 bytes/,
    )
    expect(await lab.jar()).toEqual(jar)
  })

  it('a new key signs, an old one still counts until it is taken away', async () => {
    const lab = await Lab.open(signed(`['first']`))
    await lab.go('/login')
    const old = await lab.kept()
    await lab.run(signed(`['second', 'first']`))
    expect((await lab.record())?.native?.signature).toBe('valid with keys[1]')
    expect((await lab.go('/me')).decisions).toEqual([
      '+load decoded',
      '+set-cookie signature-renewed',
      '-set-cookie unchanged',
    ])
    expect((await lab.record())?.native?.signature).toBe('valid with keys[0]')
    await lab.run(signed(`['second']`))
    expect((await lab.go('/me')).text).toBe('alice')
    expect((await lab.go('/me', old)).decisions).toContain('-load signature-invalid')
  })

  it('over 4096 bytes the server says nothing, and the browser keeps what it had', async () => {
    const lab = await Lab.open(signed(`['first']`))
    await lab.go('/login')
    const { text, decisions, set } = await lab.go('/much')
    expect(text).toBe('much')
    expect(decisions).toContain('+set-cookie changed')
    expect(set[0]?.length).toBeGreaterThan(5000)
    const verdicts = await lab.verdicts()
    expect(verdicts.find((each) => each.startsWith('rejected basket:'))).toContain('a browser keeps 4096')
    const said = (await lab.trace()).findLast(
      (event) => event.type === 'decision' && event.kind === 'set-cookie',
    )
    expect(said).toMatchObject({
      sentence: expect.stringMatching(/a browser drops a cookie over 4096/) as string,
    })
    expect((await lab.record())?.data).toEqual({ user: 'alice' })
    // Its signature came through, and is that of the value which did not.
    expect((await lab.record())?.native?.signature).toBe('invalid')
    expect((await lab.go('/me')).text, 'and so the old session is lost').toBe('nobody')
  })

  it('folds into exchanges without an id, with the session before and after', async () => {
    const lab = await Lab.open(signed(`['first']`))
    await lab.go('/login')
    await lab.go('/')
    const { exchanges } = extendTrace(EMPTY_TRACE, await lab.trace())
    expect(exchanges).toHaveLength(2)
    for (const exchange of exchanges) expect(exchange).toMatchObject({ sid: null, sidSent: null, sidSet: null })
    expect(exchanges[1]).toMatchObject({
      before: { data: { user: 'alice' } },
      after: { data: { user: 'alice', views: 1 } },
      sessionCookie: { name: 'basket', signature: 'valid', secretIndex: 0 },
      storeCalls: [],
    })
    expect(exchanges[1]?.summary).not.toBe('')
    const moment = momentAt(extendTrace(EMPTY_TRACE, await lab.trace()), Infinity)
    const jar = moment.stores.find(({ engine }) => engine === 'Alice’s jar')
    expect(jar?.records).toMatchObject([{ sid: 'alice/basket' }])
  })

  it('the jar’s own time ends the record, and fast-forward moves it', async () => {
    const lab = await Lab.open(signed(`['first']`))
    await lab.go('/login')
    await lab.advance(61_000)
    expect(await lab.record()).toBeUndefined()
    expect((await lab.go('/me')).text).toBe('nobody')
  })
})

const boxed = (secret: string) => `
  const app = require('express')()
  app.use(require('client-sessions')({ cookieName: 'mine', secret: '${secret}', duration: 600000, activeDuration: 200000 }))
  const session = (req) => req.mine
  ${ROUTES}
  app.get('/logout', (req, res) => { req.mine.reset(); res.send('out') })
  app.listen(3000)`

describe('client-sessions', () => {
  it('is sealed for everybody but the app, and opened here with the app’s secret', async () => {
    const lab = await Lab.open(boxed('a secret of the app'))
    expect((await lab.go('/login')).decisions).toEqual([
      '-load no-cookie',
      '+generate no-cookie',
      '+set-cookie new-and-populated',
    ])
    await expect
      .poll(() => lab.traced())
      .toMatchObject([
        {
          sid: 'alice/mine',
          data: { user: 'alice' },
          native: {
            sealed: true,
            opened: 'yes, with the app’s secret',
            'a thief could read': 'nothing: it is sealed',
          },
        },
      ])
    const [record] = await lab.traced()
    expect(Buffer.from(record?.raw ?? '', 'base64').toString('latin1')).not.toContain('alice')
  })

  it('reset sends a new sealed cookie and deletes nothing, and the old one still works', async () => {
    const lab = await Lab.open(boxed('a secret of the app'))
    await lab.go('/login')
    const kept = await lab.kept()
    const { decisions, set } = await lab.go('/logout')
    expect(decisions).toEqual(['+load opened', '+destroy reset', '+set-cookie reset'])
    expect(set).toHaveLength(1)
    expect(await lab.jar()).toHaveLength(1)
    expect((await lab.record())?.data).toEqual({})
    expect((await lab.go('/me')).text).toBe('nobody')
    expect((await lab.go('/me', kept)).text).toBe('alice')
  })

  it('activity makes it live longer, and its duration ends it', async () => {
    const lab = await Lab.open(boxed('a secret of the app'))
    await lab.go('/login')
    const kept = await lab.kept()
    await lab.advance(500_000)
    expect((await lab.go('/me')).decisions).toEqual(['+load opened', '+set-cookie active-duration'])
    await lab.advance(150_000)
    expect((await lab.go('/me')).text).toBe('alice')
    const late = await lab.go('/me', kept)
    expect(late.text).toBe('nobody')
    expect(late.decisions).toContain('-load duration-over')
  })

  it('a changed letter or another secret breaks the seal', async () => {
    const lab = await Lab.open(boxed('a secret of the app'))
    await lab.go('/login')
    const value = (await lab.jar())[0]?.value ?? ''
    expect(await lab.edit('alice/mine', { user: 'admin' })).toEqual({ edited: false })
    const tampered = value.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    expect(
      await lab.edit(
        'alice/mine',
        tampered.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
      ),
    ).toEqual({
      edited: true,
    })
    expect(await lab.record()).toMatchObject({ data: null, native: { signature: 'invalid' } })
    expect((await lab.go('/me')).decisions).toEqual([
      '-load seal-invalid',
      '+generate seal-invalid',
      '+set-cookie load-failed',
    ])
    await lab.run(boxed('another secret altogether'))
    expect((await lab.record())?.data).toBeNull()
  })

  it('over 4096 bytes the browser keeps what it had', async () => {
    const lab = await Lab.open(boxed('a secret of the app'))
    await lab.go('/login')
    expect((await lab.go('/much')).text).toBe('much')
    expect((await lab.verdicts())[0]).toMatch(/^rejected mine: /)
    expect((await lab.record())?.data).toEqual({ user: 'alice' })
  })
})

const ironRoutes = (password: string, ttl: number) => `
  const app = express()
  const options = { cookieName: 'iron', password: ${password}, ttl: ${String(ttl)}, cookieOptions: { secure: false } }
  const session = (req, res) => getIronSession(req, res, options)
  app.get('/login', async (req, res) => { const s = await session(req, res); s.user = 'alice'; await s.save(); res.send('in') })
  app.get('/forget', async (req, res) => { const s = await session(req, res); s.user = 'bob'; res.send('not saved') })
  app.get('/late', async (req, res) => { const s = await session(req, res); s.user = 'bob'; res.send('late'); await s.save().catch(() => {}) })
  app.get('/me', async (req, res) => { res.send((await session(req, res)).user || 'nobody') })
  app.get('/much', async (req, res) => { const s = await session(req, res); s.much = 'x'.repeat(4000); await s.save(); res.send('much') })
  app.get('/logout', async (req, res) => { (await session(req, res)).destroy(); res.send('out') })
  app.listen(3000)`
const HEADS = {
  CommonJS: `const express = require('express'), { getIronSession } = require('iron-session')`,
  ESM: `import express from 'express'; import { getIronSession } from 'iron-session'`,
}
const CAT = `'${'cat'.repeat(11)}'`
const DOG = `'${'dog'.repeat(11)}'`

describe.each(Object.entries(HEADS))('iron-session, %s', (_kind, head) => {
  const iron = (password: string, ttl = 3600) => head + ironRoutes(password, ttl)

  it('is sealed, opened here with the password, and its cookie ends a minute before the seal', async () => {
    const lab = await Lab.open(iron(CAT))
    const { decisions, set } = await lab.go('/login')
    expect(decisions).toEqual(['-load no-cookie', '+generate no-cookie', '+set-cookie called-by-app'])
    expect(set[0]).toContain('Max-Age=3540')
    await expect
      .poll(() => lab.traced())
      .toMatchObject([
        {
          sid: 'alice/iron',
          data: { user: 'alice' },
          native: { sealed: true, opened: 'yes, with password 1' },
        },
      ])
    const [record] = await lab.traced()
    const seal = Date.parse(String(record?.native?.['seal ends']))
    expect(Math.abs(seal - Date.parse(record?.expires ?? '') - 60_000)).toBeLessThan(2000)
  })

  it('nothing is kept without save, or after the headers', async () => {
    const lab = await Lab.open(iron(CAT))
    await lab.go('/login')
    expect((await lab.go('/forget')).decisions).toEqual(['+load opened', '-set-cookie not-saved'])
    expect((await lab.go('/late')).decisions).toEqual(['+load opened', '-set-cookie headers-already-sent'])
    expect((await lab.go('/me')).text).toBe('alice')
  })

  it('a cookie kept from before still works after destroy, until its seal ends', async () => {
    const lab = await Lab.open(iron(CAT))
    await lab.go('/login')
    const kept = await lab.kept()
    expect((await lab.go('/logout')).decisions).toEqual([
      '+load opened',
      '+destroy called-by-app',
      '+set-cookie destroyed',
    ])
    expect(await lab.jar()).toEqual([])
    expect((await lab.go('/me', kept)).text).toBe('alice')
    await lab.advance(3_700_000)
    const late = await lab.go('/me', kept)
    expect(late.text).toBe('nobody')
    expect(late.decisions).toContain('-load seal-expired')
  })

  it('a new password seals, an old one still opens until it is taken away', async () => {
    const lab = await Lab.open(iron(CAT))
    await lab.go('/login')
    await lab.run(iron(`{ 1: ${CAT}, 2: ${DOG} }`))
    expect((await lab.go('/me')).text).toBe('alice')
    expect((await lab.record())?.native?.opened).toBe('yes, with password 1')
    await lab.go('/login')
    expect((await lab.record())?.native?.opened).toBe('yes, with password 2')
    await lab.run(iron(CAT))
    expect((await lab.go('/me')).decisions).toContain('-load password-unknown')
  })

  it('over 4096 bytes save gives the app an error', async () => {
    const lab = await Lab.open(iron(CAT))
    await lab.go('/login')
    const { text, decisions } = await lab.go('/much')
    expect(text).toContain('Cookie length is too big')
    expect(decisions).toContain('-set-cookie too-long')
    expect((await lab.record())?.data).toEqual({ user: 'alice' })
  })
})

it('a cookie that merely looks like a session is not shown', async () => {
  const lab = await Lab.open(`
    const app = require('express')()
    app.get('/', (req, res) => { res.cookie('session', Buffer.from('{"user":"alice"}').toString('base64')).send('x') })
    app.listen(3000)`)
  await lab.go('/')
  expect(await lab.jar()).toHaveLength(1)
  expect((await lab.store()).filter(({ kind }) => kind === 'cookie')).toEqual([])
})
