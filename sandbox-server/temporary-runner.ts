import { spawn } from 'node:child_process'
import { mkdtempSync, symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { ProcessMessage } from '../protocol/observation'
import type { AppFault } from '../protocol/workspace'
import type { Lease, LeaseRequest, LeasedInstance, Runner } from './isolation/runner'

/** Stands in until the real runners are here. */
export function temporaryRunner(preload: string, modules: string): Runner {
  return {
    name: 'child-process',
    isolates: false,
    why: 'temporary',
    lease: (request) => lease(preload, modules, request),
    stats: () => ({ alive: 0, warm: 0, cap: 0 }),
    close: async () => undefined,
  }
}

async function lease(preload: string, modules: string, request: LeaseRequest): Promise<Lease> {
  const started = performance.now()
  try {
    symlinkSync(modules, join(request.folder, '..', 'node_modules'))
  } catch {}
  const instances: (LeasedInstance & { kill(): Promise<void> })[] = []
  let fault: AppFault | null = null
  for (let instance = 1; instance <= request.instances; instance++) {
    const socket = join(mkdtempSync(join(tmpdir(), 'ct-')), 's')
    const child = spawn(process.execPath, [preload], {
      cwd: request.folder,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH },
    })
    const events = child.stdio[3] as Readable
    const commands = child.stdio[4] as Writable
    commands.on('error', () => undefined)
    let exited = false
    const exit = new Promise<void>((r) =>
      child.on('exit', () => {
        exited = true
        r()
      }),
    )
    const send = (c: unknown) => commands.write(JSON.stringify(c) + '\n')
    const ready = new Promise<AppFault | null>((resolve) => {
      let last: AppFault | null = null
      createInterface(events).on('line', (line) => {
        const parsed = ProcessMessage.safeParse(JSON.parse(line))
        if (!parsed.success) return
        const m = parsed.data
        if (m.type === 'primed')
          send({
            type: 'start',
            entry: request.entry,
            workFolder: request.folder,
            socket,
            env: request.env,
            clockOffsetMs: request.clockOffsetMs,
            storeLatencyMs: request.storeLatencyMs,
            instance,
          })
        if (m.type === 'app.listening') resolve(null)
        if (m.type === 'app.error' && m.fatal) last = m.fault
        request.onMessage(instance, m)
      })
      child.on('exit', (code, signal) => {
        const f: AppFault = last ?? {
          code: signal ? 'killed' : 'exit',
          message: `ended ${String(code ?? signal)}`,
          file: null,
          line: null,
          column: null,
          hint: null,
          stack: null,
        }
        resolve(f)
        request.onExit(instance, f)
      })
    })
    child.stdout?.on('data', (d: Buffer) => request.onOutput(instance, 'stdout', d.toString()))
    child.stderr?.on('data', (d: Buffer) => request.onOutput(instance, 'stderr', d.toString()))
    instances.push({
      instance,
      alive: () => !exited,
      connect: () =>
        new Promise((res, rej) => {
          const s = connect(socket)
          s.once('connect', () => res(s))
          s.once('error', rej)
        }),
      send,
      kill: async () => {
        child.kill('SIGKILL')
        await exit
      },
    })
    fault ??= await ready
  }
  return {
    fault,
    startMs: performance.now() - started,
    instances,
    folder: request.folder,
    release: async () => {
      await Promise.all(instances.map((i) => i.kill()))
    },
  }
}
