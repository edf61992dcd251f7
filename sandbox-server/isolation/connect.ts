import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs'
import { connect as connectTo, type Socket } from 'node:net'

/** From fcntl.h; Node does not name it. Opens the name itself, not what it leads to. */
const O_PATH = 0o10000000

/**
 * Connects to the app's Unix socket. The app owns the folder and could put a link to another sandbox's socket there,
 * so on Linux the name is opened without following it, checked, and connected to through that very handle.
 */
export function connectSafely(path: string): Promise<Socket> {
  return process.platform === 'linux' ? connectThroughHandle(path) : connectByName(path)
}

async function connectThroughHandle(path: string): Promise<Socket> {
  const handle = openSync(path, O_PATH | constants.O_NOFOLLOW)
  try {
    if (!fstatSync(handle).isSocket()) throw new Error('What the app listens on is not a socket.')
    return await opened(connectTo(`/proc/self/fd/${String(handle)}`))
  } finally {
    closeSync(handle)
  }
}

async function connectByName(path: string): Promise<Socket> {
  if (!lstatSync(path).isSocket()) throw new Error('What the app listens on is not a socket.')
  return opened(connectTo(path))
}

function opened(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}
