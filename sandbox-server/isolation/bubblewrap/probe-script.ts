/**
 * Runs inside a sandbox as plain Node code and prints, for each attack, whether it was held. A test that cannot be
 * made counts as open. Namespaces and io_uring cannot be called from JavaScript, so their state is read or provoked.
 */
export const PROBE_SCRIPT = String.raw`
const fs = require('fs'), net = require('net'), child = require('child_process')
const [unshare, project] = process.argv.slice(1)
const found = {}
const say = (name, held, detail) => { found[name] = { held, detail: String(detail).slice(0, 200) } }
const refuses = (name, attack) => {
  try { say(name, false, attack()) } catch (error) { say(name, true, error.code || error.message) }
}
const firstReadable = (paths) => {
  for (const path of paths) {
    try { fs.readdirSync(path); return path } catch {}
    try { fs.readFileSync(path); return path } catch {}
  }
  throw new Error('none')
}
refuses('hostFiles', () => firstReadable(['/etc/passwd', '/etc/shadow', '/root', '/home', '/var', '/sys', '/boot']))
refuses('project', () => firstReadable([project]))
const environments = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))
const leaked = environments.map((pid) => {
  try { return fs.readFileSync('/proc/' + pid + '/environ', 'utf8') } catch { return '' }
}).join('').split('\0').filter((pair) => pair && !/^(NODE_ENV|PWD|SHLVL|_)=/.test(pair))
say('environment', leaked.length === 0, leaked.join(' '))
say('processes', environments.length <= 3 && !environments.some((pid) => Number(pid) > 64), environments.join(' '))
const status = fs.readFileSync('/proc/self/status', 'utf8')
const field = (name) => (new RegExp('^' + name + ':\\s*(.*)$', 'm').exec(status) || [])[1]
say('privileges', /^0+$/.test(field('CapEff')) && /^0+$/.test(field('CapBnd')) && field('NoNewPrivs') === '1', status.match(/Cap.*/g))
const writable = ['/', '/node_modules', '/usr', '/dev', '/lib'].filter((folder) => {
  try { fs.writeFileSync(folder + '/written-by-probe', ''); return true } catch { return false }
})
say('readOnly', writable.length === 0, writable.join(' '))
const nested = ['--user', '--mount', '--net'].filter((kind) => child.spawnSync(unshare, [kind, process.execPath, '-e', '']).status === 0)
say('namespaces', field('Seccomp') === '2' && nested.length === 0, 'seccomp ' + field('Seccomp') + ' ' + nested.join(' '))
const uring = child.spawnSync(process.execPath, ['-e', 'require("fs").readFile("/proc/self/status",()=>{const l=require("fs").readdirSync("/proc/self/fd").map(f=>{try{return require("fs").readlinkSync("/proc/self/fd/"+f)}catch{return ""}});console.log(l.some(x=>x.includes("io_uring")))})'], { env: { UV_USE_IO_URING: '1' }, encoding: 'utf8' })
say('ioUring', uring.stdout.trim() === 'false', uring.stdout + uring.stderr)
const attempts = [['1.1.1.1', 53], ['127.0.0.1', 22], ['127.0.0.1', 3000]]
let open = attempts.length
const settle = () => { if (--open === 0) { if (!found.network) say('network', true, 'refused'); console.log(JSON.stringify(found)) } }
for (const [host, port] of attempts) {
  const socket = net.connect({ host, port, timeout: 1500 })
  socket.on('connect', () => { say('network', false, host); socket.destroy(); settle() })
  socket.on('error', settle)
  socket.on('timeout', () => { socket.destroy(); settle() })
}
`
