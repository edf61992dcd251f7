import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EngineSource } from '../../protocol/engine'
import { LIMITS } from '../../protocol/limits'
import type { Engine } from './engine'
import { eventually, openBench, raw, type Bench, type Environment, type Lab, type Open } from './engine.fixture'

/** What one kind of engine is asked by the common suite. */
export interface EngineCase<E extends Engine> {
  from: EngineSource['from']
  open: Open<E>
  env: Environment
  /** By the real module of an app, over the door: writes a value under a key. Rejects when it cannot. */
  write: (path: string, key: string, value: string) => Promise<void>
  /** The value, or null. */
  read: (path: string, key: string) => Promise<string | null>
  /** Every key that a hostile app can find by all means it has. */
  spy: (path: string) => Promise<string>
  /** Bytes for a bare connection, and what is answered to them. */
  ping: { send: string | Buffer; answer: string }
  /** Bytes that are no protocol, or one that asks for too much. */
  hostile: Readonly<Record<string, string | Buffer>>
  /** The number of the server's process; null when it has none of its own. */
  pid: ((engine: E) => Promise<number | null>) | null
  keeps: { sleep: boolean; stop: boolean }
}

/** What every engine promises, whatever serves. */
export function describeEngine<E extends Engine>(name: string, one: EngineCase<E>): void {
  describe(name, () => {
    let bench: Bench<E>
    let lab: Lab<E>

    beforeAll(async () => {
      bench = await openBench(one.open, one.env)
    })
    afterAll(async () => {
      await bench.close()
    })
    beforeEach(async () => {
      lab = await bench.lab()
    })
    afterEach(async () => {
      await lab.close()
    })

    /** Whether it is answered, or sent away. */
    const isServed = async (): Promise<boolean> => {
      const line = raw(lab.path)
      line.socket.write(one.ping.send)
      await eventually(() => line.socket.destroyed || line.text().includes(one.ping.answer), 90_000)
      line.socket.destroy()
      return line.text().includes(one.ping.answer)
    }
    const answers = async (): Promise<void> => {
      expect(await isServed()).toBe(true)
    }

    it('says what serves', () => {
      const { source } = bench.driver
      expect(source, source.why).toMatchObject({ from: one.from, kind: bench.driver.kind })
      expect(bench.driver.source.why).toMatch(/\.$/)
      expect(bench.driver.source.hint === null).toBe(one.from !== 'stand-in')
    })

    it('is idle until it is used, and starts with the first connection', async () => {
      expect(lab.engine.state()).toBe('idle')
      await one.write(lab.path, 'a', 'one')
      expect(lab.engine.state()).toBe('running')
      expect(lab.changes.slice(0, 2)).toEqual(['used', 'ready'])
      expect(await one.read(lab.path, 'a')).toBe('one')
      expect(await one.read(lab.path, 'b')).toBeNull()
    })

    it('is idle though it was started ahead, and serves and ends as any other', async () => {
      await lab.engine.foresee()
      expect(lab.engine.state()).toBe('idle')
      expect(lab.changes).toEqual([])
      await one.write(lab.path, 'a', 'one')
      expect(lab.changes.slice(0, 2)).toEqual(['used', 'ready'])
      expect(await one.read(lab.path, 'a')).toBe('one')
      await lab.engine.sleep()
      await lab.engine.foresee()
      await lab.engine.sleep()
      expect(await one.read(lab.path, 'a')).toBe(one.keeps.sleep ? 'one' : null)
    })

    it('serves many who come at once before it has started', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, n) => one.write(lab.path, `k${n}`, String(n))))
      expect(await one.read(lab.path, 'k7')).toBe('7')
      expect(lab.changes.filter((change) => change === 'ready')).toHaveLength(1)
    })

    it('tells the commands of the app with their time and their answer', async () => {
      await one.write(lab.path, 'told', 'value-of-it')
      const command = lab.commands.find(({ text, parameters }) => (text + parameters.join()).includes('told'))
      expect(command).toMatchObject({ kind: lab.engine.kind, outcome: 'ok' })
      expect(command?.durationUs).toBeGreaterThan(0)
      expect(command?.sentBytes).toBeGreaterThan(4)
      expect(command?.receivedBytes).toBeGreaterThan(0)
    })

    it('answers later by the latency', async () => {
      await answers()
      lab.engine.setLatency(300)
      const since = performance.now()
      await answers()
      expect(performance.now() - since).toBeGreaterThan(280)
      expect(lab.engine.view().latencyMs).toBe(300)
      lab.engine.setLatency(1e9)
      expect(lab.engine.view().latencyMs).toBe(LIMITS.engine.latencyMs)
    })

    it('refuses while it is stopped, and serves again after a start', async () => {
      await one.write(lab.path, 'a', 'one')
      const open = raw(lab.path)
      await lab.engine.stop()
      await open.closed
      expect(lab.engine.state()).toBe('stopped')
      await expect(one.write(lab.path, 'b', 'two')).rejects.toThrow()
      await lab.engine.start()
      expect(lab.engine.state()).toBe('running')
      expect(await one.read(lab.path, 'a')).toBe(one.keeps.stop ? 'one' : null)
      expect(lab.changes).toContain('stopped')
      expect(lab.changes).toContain('started')
    })

    it('loses by a stop in its sleep what it loses by one while it runs', async () => {
      await one.write(lab.path, 'a', 'one')
      await lab.engine.sleep()
      await lab.engine.stop()
      await lab.engine.start()
      expect(await one.read(lab.path, 'a')).toBe(one.keeps.stop ? 'one' : null)
    })

    it('sleeps without losing what it can keep, and wakes by itself', async () => {
      await one.write(lab.path, 'a', 'one')
      await lab.engine.sleep()
      expect(lab.engine.state()).toBe('idle')
      expect(await one.read(lab.path, 'a')).toBe(one.keeps.sleep ? 'one' : null)
      expect(lab.engine.state()).toBe('running')
    })

    it.runIf(one.pid)('notices that its server died, and starts another on the next use', async () => {
      await answers()
      const pid = await one.pid?.(lab.engine)
      const open = raw(lab.path)
      open.socket.write(one.ping.send)
      await open.until(one.ping.answer)
      process.kill(pid ?? 0, 'SIGKILL')
      await open.closed
      await eventually(() => lab.engine.state() === 'failed')
      expect(lab.engine.view().fault).toMatch(/SIGKILL/)
      expect(lab.changes).toContain('died')
      await answers()
      expect(lab.engine.state()).toBe('running')
      expect(lab.engine.view().fault).toBeNull()
    })

    it('keeps two workspaces apart', async () => {
      const other = await bench.lab()
      await one.write(lab.path, 'secret-of-one', 'hidden-value')
      await one.write(other.path, 'own', 'mine')
      expect(await one.read(other.path, 'secret-of-one')).toBeNull()
      const seen = await one.spy(other.path)
      expect(seen).not.toMatch(/secret-of-one|hidden-value/)
      expect(seen).not.toContain(lab.workspace)
      expect(await one.read(lab.path, 'secret-of-one'), 'the spy stopped or changed nothing').toBe(
        'hidden-value',
      )
      expect(await one.read(other.path, 'own')).not.toBe('hidden-value')
      await other.close()
    })

    it.each(Object.entries(one.hostile))('goes on after %s', async (_what, bytes) => {
      const line = raw(lab.path)
      line.socket.write(bytes)
      await Promise.race([line.closed, new Promise((later) => setTimeout(later, 300))])
      line.socket.destroy()
      await answers()
    })

    it('goes on after thousands of connections', async () => {
      await answers()
      const lines = Array.from({ length: 1500 }, () => raw(lab.path))
      await new Promise((later) => setTimeout(later, 300))
      for (const { socket } of lines) socket.destroy()
      await Promise.all(lines.map(({ closed }) => closed))
      await expect.poll(isServed, { timeout: 90_000 }).toBe(true)
      await one.write(lab.path, 'after', 'it')
      expect(await one.read(lab.path, 'after')).toBe('it')
    })

    it('refuses those beyond its limit of connections, and takes others when some went', async () => {
      await answers()
      const lines = Array.from({ length: LIMITS.engine.connections + 5 }, () => raw(lab.path))
      const closed: number[] = []
      lines.forEach((line, index) => void line.closed.then(() => closed.push(index)))
      await eventually(() => closed.length >= 5)
      for (const { socket } of lines) socket.destroy()
      await Promise.all(lines.map((line) => line.closed))
      await eventually(() => closed.length === lines.length)
      // The other side hears of it a little later, and until then may refuse.
      await expect.poll(isServed, { timeout: 90_000 }).toBe(true)
    })

    it('leaves nothing behind when its workspace is deleted', async () => {
      await one.write(lab.path, 'left', 'left-behind')
      const pid = await one.pid?.(lab.engine)
      await lab.engine.destroy()
      expect(await one.read(lab.path, 'left').catch(() => 'refused')).toBe('refused')
      if (typeof pid === 'number') expect(isAlive(pid)).toBe(false)
      const again = await bench.lab()
      expect(await one.spy(again.path)).not.toContain('left-behind')
      await again.close()
    })
  })
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
