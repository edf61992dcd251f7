import { randomBytes } from 'node:crypto'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** A workspace id: 125 random bits, and a valid DNS label. */
export function newWorkspaceId(): string {
  return `w${[...randomBytes(25)].map((byte) => ALPHABET.charAt(byte % 32)).join('')}`
}

/** Names a learner in our own session and as the owner of workspaces. */
export function newLearnerId(): string {
  return randomBytes(16).toString('base64url')
}
