import { createHash } from 'node:crypto'
import { lchownSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** sun_path holds 108 bytes; the rest is room for the socket's name. */
const LONGEST_SOCKET_FOLDER = 85

/** Where one private server lives. */
export interface PrivateFolder {
  /** Ours alone: what we note about the server. */
  root: string
  /** The server's own, its working folder; it alone, and root, may enter. */
  home: string
  /** The folder of its socket, short enough for a socket's name; often below home. */
  sockets: string
  /** The user the server runs as, where it has one of its own. */
  uid: number | null
}

/** Makes the folders anew where they are missing and gives them to the server's user. */
export function makePrivateFolder(root: string, uid: number | null): PrivateFolder {
  const folder = placePrivateFolder(root, uid)
  mkdirSync(root, { recursive: true, mode: 0o700 })
  mkdirSync(folder.home, { recursive: true, mode: 0o700 })
  if (folder.sockets !== folder.home) {
    // In a folder that everybody may write to: made anew, so that it is nobody else's and no link; fails otherwise.
    rmSync(folder.sockets, { recursive: true, force: true })
    mkdirSync(folder.sockets, { mode: 0o700 })
  }
  if (uid !== null) for (const path of [folder.home, folder.sockets]) lchownSync(path, uid, uid)
  // What an earlier server left belongs to its user, who was another one.
  if (uid !== null) for (const name of readdirSync(folder.home)) lchownSync(join(folder.home, name), uid, uid)
  return folder
}

export function removePrivateFolder(root: string): void {
  const { sockets } = placePrivateFolder(root, null)
  rmSync(sockets, { recursive: true, force: true })
  rmSync(root, { recursive: true, force: true })
}

function placePrivateFolder(root: string, uid: number | null): PrivateFolder {
  const home = join(root, 'home')
  const short = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const sockets = home.length > LONGEST_SOCKET_FOLDER ? join(tmpdir(), `crumbtrail-e-${short}`) : home
  return { root, home, sockets, uid }
}
