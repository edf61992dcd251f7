import { Agent, request } from 'undici'
import { APP } from './app-source.mjs'

/** One learner with a cookie, driving the control API over kept connections as a browser does. */
export class Person {
  #cookie = ''
  #agent = new Agent({ connections: 4 })
  #origin

  constructor(port) {
    this.#origin = `http://127.0.0.1:${port}`
  }

  async open(source = APP) {
    const { id } = await this.#call('POST', '/api/workspaces', { files: { 'app.js': source } })
    return id
  }

  /** Presses Run and asks for `/`, which must be answered with 200; resolves to milliseconds. */
  async runToFirstAnswer(id) {
    return (await this.runAndAsk(id)).answered
  }

  /** Milliseconds from Run to the app being ready, and to its first answer. */
  async runAndAsk(id) {
    const begun = performance.now()
    const reply = await this.#call('POST', `/api/workspaces/${id}/run`, {})
    const ready = performance.now() - begun
    if (reply.state !== 'ready') throw new Error(`The app did not start: ${JSON.stringify(reply.error)}`)
    const status = await this.send(id, '/')
    if (status !== 200) throw new Error(`The app answered ${status}.`)
    return { ready, answered: performance.now() - begun }
  }

  async stop(id) {
    await this.#call('POST', `/api/workspaces/${id}/stop`, {})
  }

  async send(id, url) {
    const path = `/api/workspaces/${id}/browsers/alice/requests`
    const { exchanges } = await this.#call('POST', path, { method: 'GET', url })
    return exchanges[0].response?.status ?? null
  }

  trace(id) {
    return this.#call('GET', `/api/workspaces/${id}/trace?format=json`)
  }

  health() {
    return this.#call('GET', '/api/health')
  }

  async leave(id) {
    await this.#call('DELETE', `/api/workspaces/${id}`)
  }

  close() {
    return this.#agent.close()
  }

  async #call(method, path, data) {
    const headers = { 'content-type': 'application/json', ...(this.#cookie && { cookie: this.#cookie }) }
    const body = data === undefined ? undefined : JSON.stringify(data)
    const options = { method, headers, body, dispatcher: this.#agent }
    const answer = await request(this.#origin + path, options)
    const [cookie] = [answer.headers['set-cookie']].flat()
    if (cookie) this.#cookie = cookie.split(';')[0]
    const text = await answer.body.text()
    if (answer.statusCode >= 400) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`)
    return text ? JSON.parse(text) : null
  }
}
