import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { counter } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

/** Routes through which a request asks the app to try something and say what came of it. */
const PROBES = `
const fs = require('node:fs')
const net = require('node:net')
const attempt = (res, what) => {
  try { res.send('got: ' + what()) } catch (error) { res.send('refused: ' + error.code) }
}
app.get('/read', (req, res) => attempt(res, () => fs.readFileSync(req.query.file, 'utf8')))
app.get('/environment', (req, res) => res.json(process.env))
app.get('/processes', (req, res) => attempt(res, () => fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)).length))
app.get('/connect', (req, res) => {
  const socket = net.connect({ host: '127.0.0.1', port: Number(req.query.port), timeout: 2000 })
  socket.on('connect', () => res.send('connected')).on('timeout', () => res.send('refused: timeout'))
  socket.on('error', (error) => res.send('refused: ' + error.code))
})
`

test.beforeEach(({ isolates }) => {
  test.skip(!isolates, 'Only the isolating runner promises this.')
})

test('the sandbox cannot read a file of the host', async ({ learner }) => {
  const folder = await mkdtemp(join(tmpdir(), 'crumbtrail-canary-'))
  const canary = join(folder, 'secret.txt')
  await writeFile(canary, 'only the host may read this')
  await learner.runApp(counter('', PROBES))
  for (const file of [canary, '/etc/passwd', '/etc/hostname', join(process.cwd(), 'package.json')]) {
    expect(await learner.read('alice', `/read?file=${encodeURIComponent(file)}`), file).toContain('refused')
  }
  await rm(folder, { recursive: true })
})

test('the sandbox reaches no network, not even this machine', async ({ learner, site }) => {
  await learner.runApp(counter('', PROBES))
  expect(await learner.read('alice', `/connect?port=${site.sandboxPort}`)).toContain('refused')
})

test('the sandbox sees neither the server’s environment nor other processes', async ({ learner }) => {
  await learner.runApp(counter('', PROBES))
  expect(await learner.read('alice', '/environment')).not.toContain('CRUMBTRAIL')
  const seen = await learner.read('alice', '/read?file=/proc/1/environ')
  expect(seen).not.toMatch(/CRUMBTRAIL|HOME=\/root/)
  const count = /got: (\d+)/.exec(await learner.read('alice', '/processes'))?.[1]
  expect(Number(count ?? 0)).toBeLessThan(6)
})
