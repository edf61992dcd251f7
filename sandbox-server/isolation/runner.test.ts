import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findPrograms } from './bubblewrap/programs'
import { runnerContract } from './runner.contract'
import { openHarness, type Harness } from './runner.harness'

const hasBubblewrap = process.platform === 'linux' && typeof findPrograms() !== 'string'

describe('child-process', () => {
  runnerContract('child-process')
})

describe.runIf(hasBubblewrap)('bubblewrap', () => {
  runnerContract('bubblewrap')
})

describe.runIf(hasBubblewrap)('what only isolation can promise', () => {
  let lab: Harness
  beforeAll(async () => {
    lab = await openHarness('bubblewrap')
  })
  afterAll(async () => {
    await lab.close()
  })
  const attack = async (expression: string): Promise<string> => {
    const source = `require('http').createServer(async (q, s) => { try { s.end(String(await (async () => (${expression}))())) } catch (e) { s.end('refused ' + (e.code || e.message)) } }).listen()`
    const { lease, ask } = await lab.run({ 'app.js': source })
    const { text } = await ask()
    await lease.release('kill')
    return text
  }

  it.each([
    ['host accounts', `require('fs').readFileSync('/etc/passwd', 'utf8')`],
    ['the project', `require('fs').readdirSync(${JSON.stringify(process.cwd())})`],
    [
      'the internet',
      `new Promise((ok, no) => require('net').connect(53, '1.1.1.1').on('connect', ok).on('error', no))`,
    ],
    [
      'a port of the host',
      `new Promise((ok, no) => require('net').connect(22, '127.0.0.1').on('connect', ok).on('error', no))`,
    ],
    ['the modules, to change them', `require('fs').writeFileSync('/node_modules/express/index.js', '')`],
    ['the root folder', `require('fs').mkdirSync('/x')`],
    ['devices', `require('fs').writeFileSync('/dev/x', '')`],
    ['a shell', `require('child_process').execSync('id')`],
    ['file watches', `require('fs').watch('/work').close()`],
  ])('no app reaches %s', async (_name, expression) => {
    expect(await attack(expression)).toMatch(/^refused/)
  })

  it('an app sees no process but its own, and no environment of ours', async () => {
    expect(await attack(`require('fs').readdirSync('/proc').filter((n) => /^\\d+$/.test(n)).length`)).toMatch(
      /^[12]$/,
    )
    const environment = await attack(
      `require('fs').readFileSync('/proc/1/environ', 'utf8').replaceAll('\\0', ' ')`,
    )
    expect(environment).not.toMatch(/PATH|HOME|TOKEN|CRUMBTRAIL/)
  })

  it('an app can look up its own machine, as some clients do before they connect', async () => {
    expect(await attack(`(await require('dns').promises.lookup('localhost')).address`)).toMatch(
      /^(127\.0\.0\.1|::1)$/,
    )
  })

  it('an app runs without capabilities, under a system call filter', async () => {
    const status = await attack(`require('fs').readFileSync('/proc/self/status', 'utf8')`)
    expect(status).toMatch(/CapEff:\s0+\n/)
    expect(status).toMatch(/Seccomp:\s2\n/)
    expect(status).toMatch(/NoNewPrivs:\s1\n/)
  })

  it.runIf(process.getuid?.() === 0)('two sandboxes are two users', async () => {
    const first = await lab.run({ 'app.js': `require('http').createServer().listen()` })
    const second = await lab.run({ 'app.js': `require('http').createServer().listen()` })
    const { statSync } = await import('node:fs')
    const uids = [first, second].map(({ lease }) => statSync(lease.folder).uid)
    expect(new Set(uids).size).toBe(2)
    expect(uids.every((uid) => uid >= 200_000)).toBe(true)
    await Promise.all([first, second].map(({ lease }) => lease.release('kill')))
  })

  it('the folder comes back when nothing can write to it any more', async () => {
    // As its last deed the app starts another process, which writes on without end.
    const writer = `for (let n = 0; ; n += 1) require('fs').writeFileSync('late', String(n))`
    const options = `{ detached: true, stdio: 'ignore' }`
    const source = `
      process.on('SIGTERM', () => {
        require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(writer)}], ${options})
        while (!require('fs').existsSync('late'));
        process.exit()
      })
      require('http').createServer().listen()`
    const { lease, folder } = await lab.run({ 'app.js': source })
    await lease.release('polite')
    const late = readFileSync(join(folder, 'late'), 'utf8')
    await new Promise((later) => setTimeout(later, 300))
    expect(readFileSync(join(folder, 'late'), 'utf8')).toBe(late)
  })

  it('a sandbox that was used is never used again', async () => {
    const { lease } = await lab.run({ 'app.js': `require('http').createServer().listen()` })
    const box = lease.folder
    await lease.release('kill')
    const next = await lab.run({ 'app.js': `require('http').createServer().listen()` })
    expect(next.lease.folder).not.toBe(box)
    expect(readdirSync(next.lease.folder)).toEqual(['app.js'])
    await next.lease.release('kill')
  })
})
