import { createServer, type Server, type Socket } from 'node:net'

/** Answers one piece of what a client said; null: nothing to say yet. */
type Answer = (said: Buffer) => Buffer | string | null

/** Stands for a store's server while an app is rehearsed; keeps the last session and knows just what a store asks. */
export async function withStageServer(
  path: string,
  makeAnswer: () => Answer,
  play: () => Promise<void>,
): Promise<void> {
  const server = createServer()
  const connections = new Set<Socket>()
  server.on('connection', (connection) => {
    const answer = makeAnswer()
    connections.add(connection)
    connection.on('error', () => undefined)
    connection.on('data', (said) => {
      const words = answer(said)
      if (words !== null) connection.write(words)
    })
  })
  await listening(server, path)
  try {
    await play()
  } finally {
    for (const connection of connections) connection.destroy()
    await new Promise<void>(
      (resolve) =>
        void server.close(() => {
          resolve()
        }),
    )
  }
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path }, resolve)
  })
}

/** RESP: what node-redis says at connecting, GET and SET. */
export function redisAnswer(): Answer {
  let kept = '$-1\r\n'
  const replyTo = (verb: string, args: readonly string[]): string => {
    if (verb === 'HELLO') return '%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$5\r\nproto\r\n:3\r\n'
    if (verb === 'GET') return kept
    const [, value = ''] = args
    if (verb === 'SET') kept = `$${String(Buffer.byteLength(value))}\r\n${value}\r\n`
    return verb === 'EXPIRE' ? ':1\r\n' : '+OK\r\n'
  }
  return (said) => {
    // Lines in pairs: each argument has its length before it. No argument of a session holds a line's end.
    const lines = said.toString().split('\r\n')
    let replies = ''
    for (let at = 0; lines[at]?.startsWith('*') === true;) {
      const count = Number(lines[at]?.slice(1))
      const args = Array.from({ length: count }, (_none, index) => lines[at + 2 + index * 2] ?? '')
      replies += replyTo((args[0] ?? '').toUpperCase(), args.slice(1))
      at += 1 + count * 2
    }
    return replies
  }
}

/** Memcached's text protocol: get and set. */
export function memcachedAnswer(): Answer {
  let kept = ''
  return (said) => {
    const [line = '', data = ''] = said.toString().split('\r\n')
    const [verb = '', key = '', flags = '', , length = ''] = line.split(' ')
    if (verb === 'get') return `${kept}END\r\n`
    // The flags say what the client made the text from.
    if (verb === 'set') kept = `VALUE ${key} ${flags} ${length}\r\n${data}\r\n`
    return verb === 'touch' ? 'TOUCHED\r\n' : 'STORED\r\n'
  }
}
