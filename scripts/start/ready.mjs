import { request } from 'node:http'
import { Failure } from './failure.mjs'

/** One GET to this machine; resolves to `{ status, text }`, or null when nobody answers. */
export function ask(port, path, host = `localhost:${port}`, address = '127.0.0.1') {
  return new Promise((resolve) => {
    const asked = request({ host: address, port, path, headers: { host }, timeout: 5000 }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece) => (text += piece))
      answer.on('end', () => resolve({ status: answer.statusCode, text }))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(null))
    asked.end()
  })
}

/** Waits until the child answers 200; throws a Failure with its last words when it ends first. */
export async function waitUntilReady({ name, child, port, path, host, address, patienceMs = 180_000 }) {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) throw endedEarly(name, child)
    const answer = await ask(port, path, host, address)
    if (answer?.status === 200) return answer.text
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  throw new Failure(
    `${name} did not answer within ${patienceMs / 1000} s. Is the machine very busy? Try again.`,
    child.tail(),
  )
}

/** A child that refuses to start says so in its last line: that is the sentence to show. */
function endedEarly(name, child) {
  const lines = child.tail().split('\n').filter(Boolean)
  const sentence = lines.at(-1) ?? `${name} ended before it was ready.`
  return new Failure(sentence, lines.slice(-20, -1).join('\n'))
}
