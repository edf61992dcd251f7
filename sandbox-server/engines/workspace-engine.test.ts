import { duplexPair, type Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineCommand, EngineSource } from '../../protocol/engine'
import { LIMITS } from '../../protocol/limits'
import type { EngineChange } from './engine'
import type { Client, Service } from './service'
import { WorkspaceEngine } from './workspace-engine'

class Plain extends WorkspaceEngine<Service> {
  readonly kind = 'redis'
  readonly advanced: boolean[] = []
  async advance(): Promise<void> {
    this.advanced.push((await this.serviceWithData()) !== null)
  }
}

interface World {
  engine: Plain
  changes: EngineChange[]
  starts: number
  ends: string[]
  die: (why: string) => void
  fail: string | null
  late?: (client: Client) => void
}

const COMMAND: EngineCommand = {
  ...{ kind: 'redis', verb: 'GET', text: 'GET a', parameters: [], outcome: 'ok', reply: '1' },
  ...{ durationUs: 5, sentBytes: 1, receivedBytes: 1 },
}

function makeWorld(
  onCommand: (command: EngineCommand) => void = () => undefined,
  holdsData: () => boolean = () => false,
): World {
  const changes: EngineChange[] = []
  const world = { changes, starts: 0, ends: [], die: () => undefined, fail: null } as Omit<World, 'engine'>
  const start = (): Promise<Service> => {
    world.starts += 1
    if (world.fail !== null) return Promise.reject(new Error(world.fail))
    const end = (how: string) => () => Promise.resolve(void world.ends.push(how))
    return Promise.resolve({
      serve: (client) => {
        if (world.late) world.late(client)
        else client.input.pipe(client.output)
      },
      ended: new Promise((resolve) => (world.die = resolve)),
      kill: end('kill'),
      rest: end('rest'),
    })
  }
  const erase = (): Promise<void> => {
    world.ends.push('erase')
    return world.fail === null ? Promise.resolve() : Promise.reject(new Error(world.fail))
  }
  const backend = { start, erase, holdsData, forget: () => void world.ends.push('forget') }
  const source: EngineSource = {
    kind: 'redis',
    from: 'program',
    name: 'Echo',
    why: 'It is a test.',
    hint: null,
    address: '',
  }
  const request = { workspace: 'w', now: Date.now, onCommand, onChange: () => undefined }
  const onChange = (change: EngineChange): void => void changes.push(change)
  const forget = (): void => void world.ends.push('forgotten')
  return Object.assign(world, {
    engine: new Plain({ source, request: { ...request, onChange }, backend, forget }),
  })
}

/** The app's end of a connection. */
function visit(engine: Plain): Duplex {
  const [app, door] = duplexPair()
  app.on('error', () => undefined)
  door.once('close', () => app.destroy())
  app.once('close', () => door.destroy())
  engine.accept(door)
  return app
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1)

describe('a workspace’s engine', () => {
  let world: World
  beforeEach(() => {
    vi.useFakeTimers()
    world = makeWorld()
  })
  afterEach(async () => {
    await world.engine.sleep()
    vi.useRealTimers()
  })

  it('rests when nobody was connected for long, and not while somebody is', async () => {
    const app = visit(world.engine)
    await settle()
    await vi.advanceTimersByTimeAsync(2 * LIMITS.engine.idleMs)
    expect(world.engine.state()).toBe('running')
    app.destroy()
    await settle()
    await vi.advanceTimersByTimeAsync(LIMITS.engine.idleMs - 10)
    expect(world.engine.state()).toBe('running')
    await vi.advanceTimersByTimeAsync(20)
    expect(world.engine.state()).toBe('idle')
    expect(world.ends).toEqual(['rest'])
    expect(world.changes).toEqual(['used', 'ready', 'idle'])
  })

  it('tells of a closed connection whoever asks late, so that nothing reached for it is kept', async () => {
    const told = vi.fn()
    const [app, door] = duplexPair()
    world.late = (client) => {
      app.destroy()
      door.destroy()
      setTimeout(() => {
        client.onClose(told)
      }, 10)
    }
    world.engine.accept(door)
    await vi.advanceTimersByTimeAsync(20)
    expect(told).toHaveBeenCalledOnce()
  })

  it('keeps a flood of commands no longer than the trace would take them', async () => {
    const told = vi.fn()
    world = makeWorld(told)
    world.late = (client) => {
      world.engine.setLatency(1000)
      for (let n = 0; n < 5000; n += 1) client.tell(COMMAND)
    }
    visit(world.engine)
    await settle()
    expect(told).toHaveBeenCalledTimes(4000)
    await vi.advanceTimersByTimeAsync(1000)
    expect(told).toHaveBeenCalledTimes(5000)
    expect(told).toHaveBeenLastCalledWith({ ...COMMAND, durationUs: 1_000_005 })
  })

  it('says why it cannot start, refuses, and tries again with the next connection', async () => {
    world.fail = 'There is no room.'
    const app = visit(world.engine)
    await settle()
    expect(app.destroyed).toBe(true)
    expect(world.engine.view()).toMatchObject({ state: 'failed', fault: 'There is no room.' })
    await expect(world.engine.start()).resolves.toBeUndefined()
    world.fail = null
    const next = visit(world.engine)
    await settle()
    expect(next.destroyed).toBe(false)
    expect(world.engine.view()).toMatchObject({ state: 'running', fault: null })
    expect(world.starts).toBe(3)
  })

  it('drops its connections when its server dies, and starts again on the next', async () => {
    const app = visit(world.engine)
    await settle()
    world.die('It fell over.')
    await settle()
    expect(app.destroyed).toBe(true)
    expect(world.engine.view()).toMatchObject({ state: 'failed', fault: 'It fell over.' })
    visit(world.engine)
    await settle()
    expect(world.engine.state()).toBe('running')
  })

  it('lets nobody start it while it is stopped, whatever came first', async () => {
    const visits = [visit(world.engine), visit(world.engine)]
    const stopped = world.engine.stop()
    visits.push(visit(world.engine))
    await settle()
    await stopped
    visits.push(visit(world.engine))
    await settle()
    expect(visits.map(({ destroyed }) => destroyed)).toEqual([true, true, true, true])
    expect(world.engine.state()).toBe('stopped')
    await world.engine.sleep()
    expect(world.engine.state()).toBe('stopped')
  })

  it('tells that it was stopped before an app can notice', async () => {
    const app = visit(world.engine)
    await settle()
    let toldBefore: EngineChange[] = []
    app.once('close', () => (toldBefore = [...world.changes]))
    await world.engine.stop()
    await settle()
    expect(toldBefore).toEqual(['used', 'ready', 'stopped'])
  })

  it('forgets by a stop what lay asleep, and nothing more when it is stopped already', async () => {
    await world.engine.start()
    await world.engine.sleep()
    await world.engine.stop()
    await world.engine.stop()
    expect(world.ends).toEqual(['rest', 'forget'])
  })

  it('started ahead is idle until somebody uses it, and then runs at once', async () => {
    void world.engine.foresee()
    void world.engine.foresee()
    await settle()
    expect(world.starts).toBe(1)
    expect(world.engine.state()).toBe('idle')
    expect(world.changes).toEqual([])
    visit(world.engine)
    await settle()
    expect(world.starts).toBe(1)
    expect(world.changes).toEqual(['used', 'ready'])
    void world.engine.foresee()
    await settle()
    expect(world.starts).toBe(1)
  })

  it('started ahead ends when nobody uses it, with a stop, and with the workspace', async () => {
    const ahead = async (): Promise<void> => {
      void world.engine.foresee()
      await settle()
    }
    await ahead()
    await vi.advanceTimersByTimeAsync(LIMITS.engine.idleMs)
    expect(world.ends).toEqual(['rest'])
    await ahead()
    await world.engine.sleep()
    expect(world.ends).toEqual(['rest', 'rest'])
    await ahead()
    await world.engine.stop()
    expect(world.ends).toEqual(['rest', 'rest', 'kill', 'forget'])
    await ahead()
    expect(world.starts).toBe(3)
    await world.engine.start()
    await world.engine.sleep()
    await ahead()
    await world.engine.destroy()
    expect(world.ends.slice(4)).toEqual(['rest', 'kill', 'erase', 'forgotten'])
  })

  it('started ahead in vain, or dead before its use, is started by the first who uses it', async () => {
    world.fail = 'There is no room.'
    void world.engine.foresee()
    await settle()
    expect(world.engine.view()).toMatchObject({ state: 'idle', fault: null })
    world.fail = null
    void world.engine.foresee()
    await settle()
    world.die('It fell over.')
    await settle()
    expect(world.engine.view()).toMatchObject({ state: 'idle', fault: null })
    visit(world.engine)
    await settle()
    expect(world.engine.state()).toBe('running')
    expect(world.starts).toBe(3)
  })

  it('is started ahead for eight workspaces at once and no more, and for others when those are over', async () => {
    const worlds = Array.from({ length: 10 }, () => makeWorld())
    for (const { engine } of worlds) void engine.foresee()
    await settle()
    expect(worlds.filter(({ starts }) => starts === 1)).toHaveLength(8)
    await worlds[0]?.engine.sleep()
    void worlds[9]?.engine.foresee()
    await settle()
    expect(worlds[9]?.starts).toBe(1)
    for (const { engine } of worlds) await engine.destroy()
  })

  it('started ahead with what lay asleep has a clock to move', async () => {
    let asleep = true
    world = makeWorld(undefined, () => asleep)
    void world.engine.foresee()
    await settle()
    asleep = false
    await world.engine.advance()
    expect(world.engine.advanced).toEqual([true])
  })

  it('that is just starting has a clock to move', async () => {
    const started = world.engine.start()
    await world.engine.advance()
    await started
    expect(world.engine.advanced).toEqual([true])
  })

  it('is known no more when it is destroyed, though not all of it could be removed', async () => {
    world.fail = 'The disk is read-only.'
    await expect(world.engine.destroy()).rejects.toThrow('read-only')
    expect(world.ends).toEqual(['erase', 'forgotten'])
  })

  it('is over when it is destroyed', async () => {
    visit(world.engine)
    await settle()
    await world.engine.destroy()
    expect(world.ends).toEqual(['kill', 'erase', 'forgotten'])
    const late = visit(world.engine)
    await world.engine.start()
    await settle()
    expect(late.destroyed).toBe(true)
    expect(world.starts).toBe(1)
  })
})
