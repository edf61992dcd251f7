import { expect } from 'vitest'
import { z } from 'zod'
import { ExchangesReply } from '../../protocol/api'
import { JarCookie } from '../../protocol/cookie'
import { Snapshot } from '../../protocol/snapshot'
import { Trace, type TraceEvent } from '../../protocol/trace-event'
import { RunReply, Workspace } from '../../protocol/workspace'
import type { ServerProcess } from './server-process.fixture'

/** An app in a sandbox, with Alice in front of it. */
export class AliceLab {
  private constructor(
    private readonly server: ServerProcess,
    private readonly path: string,
  ) {}

  static async open(server: ServerProcess, source: string): Promise<AliceLab> {
    const { id } = Workspace.parse(await server.ask('POST', '/api/workspaces', { files: { 'app.js': source } }))
    const lab = new AliceLab(server, `/api/workspaces/${id}`)
    await lab.run()
    return lab
  }

  async run(source?: string): Promise<void> {
    if (source !== undefined)
      await this.server.ask('PUT', `${this.path}/files`, { files: { 'app.js': source } })
    const { error } = RunReply.parse(await this.server.ask('POST', `${this.path}/run`, {}))
    if (error) throw new Error(error.message)
  }

  async go(
    url: string,
    cookie?: string,
  ): Promise<{ text: string | undefined; decisions: string[]; set: string[] }> {
    const headers = cookie === undefined ? [] : [['Cookie', cookie]]
    const sent = await this.server.ask('POST', `${this.path}/browsers/alice/requests`, { url, headers })
    const [exchange] = ExchangesReply.parse(sent).exchanges
    const events = await this.told(exchange?.id)
    const decisions = events.flatMap((event) =>
      event.type === 'decision' ? [`${event.taken ? '+' : '-'}${event.kind} ${event.reason}`] : [],
    )
    const set = exchange?.response?.headers.filter(([header]) => header.toLowerCase() === 'set-cookie') ?? []
    return { text: exchange?.response?.body.text, decisions, set: set.map(([, line]) => line) }
  }

  /** What an exchange was, once the app has had its last word on it: on a busy machine that comes after the answer. */
  private async told(exchange: string | undefined): Promise<TraceEvent[]> {
    const read = async () =>
      (await this.trace()).filter((event) => 'exchange' in event && event.exchange === exchange)
    await expect.poll(async () => (await read()).map(({ type }) => type)).toContain('response.finished')
    return read()
  }

  async trace(): Promise<TraceEvent[]> {
    return Trace.parse(await this.server.ask('GET', `${this.path}/trace?format=json`)).events
  }

  /** What the jar thought of the cookies that came last. */
  async verdicts(): Promise<string[]> {
    const events = await this.trace()
    const last = events.findLast((event) => event.type === 'exchange.started')
    return events.flatMap((event) =>
      event.type === 'cookie.judged' && event.verdict.direction === 'in' && event.id > (last?.id ?? 0)
        ? [`${event.verdict.outcome} ${event.verdict.name}: ${event.verdict.sentence}`]
        : [],
    )
  }

  async advance(advanceMs: number): Promise<void> {
    await this.server.ask('POST', `${this.path}/clock`, { advanceMs })
  }

  async edit(sid: string, data: unknown): Promise<unknown> {
    return this.server.ask('PUT', `${this.path}/store`, { kind: 'cookie', sid, data })
  }

  async remove(sid: string): Promise<unknown> {
    return this.server.ask('DELETE', `${this.path}/store`, { kind: 'cookie', sid })
  }

  async jar(): Promise<JarCookie[]> {
    const reply = await this.server.ask('GET', `${this.path}/browsers/alice/cookies`)
    return z.object({ cookies: z.array(JarCookie) }).parse(reply).cookies
  }

  /** The Cookie header that Alice would send now, to be kept and replayed. */
  async kept(): Promise<string> {
    return (await this.jar()).map((cookie) => `${cookie.name}=${cookie.value}`).join('; ')
  }

  /** The store as the trace knows it, without asking. */
  async traced(): Promise<Snapshot['records']> {
    const changes = (await this.trace()).flatMap((event) =>
      event.type === 'store.changed' && event.snapshot.engine === 'Alice’s jar' ? [event.snapshot] : [],
    )
    return changes.at(-1)?.records ?? []
  }

  async store(): Promise<Snapshot[]> {
    return z.object({ snapshots: z.array(Snapshot) }).parse(await this.server.ask('GET', `${this.path}/store`))
      .snapshots
  }

  async record() {
    return (await this.store()).find(({ engine }) => engine === 'Alice’s jar')?.records[0]
  }
}
