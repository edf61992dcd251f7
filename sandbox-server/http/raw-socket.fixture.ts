import { connect } from 'node:net'

/** Sends bytes as they are and returns what came back, at most until the connection ends or `ms` have passed. */
export function sendRaw(port: number, bytes: string | Buffer, ms = 1000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    const done = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(done, ms)
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => (answer += text))
    socket.on('error', done)
    socket.on('close', done)
    socket.on('connect', () => {
      socket.write(bytes)
      socket.end()
    })
  })
}

/** Status codes of all answers in a raw reply. */
export function statuses(answer: string): number[] {
  return [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
}
