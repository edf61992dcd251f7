import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { PostgresFailure } from './failure'

const derive = promisify(pbkdf2)
const hmac = (key: Buffer, words: string): Buffer => createHmac('sha256', key).update(words).digest()
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()
/** `n,,` in base64: no channel binding (RFC 5802 section 7). */
const NO_BINDING = 'biws'
const MAX_ITERATIONS = 1_000_000

export const SCRAM = 'SCRAM-SHA-256'

/** What took thousands of rounds to find, by what it was made of: a client may keep it (RFC 5802 section 5.1). */
const salted = new Map<string, Buffer>()
const MOST_SALTED = 200

async function saltedPassword(password: string, salt: string, iterations: number): Promise<Buffer> {
  const name = JSON.stringify([password, salt, iterations])
  const known = salted.get(name)
  if (known) return known
  const made = await derive(password, Buffer.from(salt, 'base64'), iterations, 32, 'sha256')
  salted.set(name, made)
  const [oldest] = salted.keys()
  if (salted.size > MOST_SALTED && oldest !== undefined) salted.delete(oldest)
  return made
}

/** The client's side of one SCRAM-SHA-256 log-in (RFC 5802, RFC 7677). PostgreSQL takes the user from elsewhere. */
export class ScramLogin {
  private readonly password: string
  private readonly nonce = randomBytes(18).toString('base64')
  private expected: Buffer | null = null

  constructor(password: string) {
    this.password = password.normalize('NFKC')
  }

  /** client-first-message. */
  first(): string {
    return `n,,${this.firstBare()}`
  }

  /** client-final-message, in answer to the server-first-message. */
  async final(serverFirst: string): Promise<string> {
    const said = attributes(serverFirst)
    const nonce = said.get('r') ?? ''
    const iterations = Number(said.get('i'))
    if (!nonce.startsWith(this.nonce) || nonce === this.nonce) throw refused('its nonce is not ours')
    if (!Number.isInteger(iterations) || iterations < 1 || iterations > MAX_ITERATIONS)
      throw refused('its iteration count is unreadable')
    const key = await saltedPassword(this.password, said.get('s') ?? '', iterations)
    const withoutProof = `c=${NO_BINDING},r=${nonce}`
    const authMessage = `${this.firstBare()},${serverFirst},${withoutProof}`
    const clientKey = hmac(key, 'Client Key')
    const signature = hmac(sha256(clientKey), authMessage)
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)))
    this.expected = hmac(hmac(key, 'Server Key'), authMessage)
    return `${withoutProof},p=${proof.toString('base64')}`
  }

  /** Throws unless the server-final-message proves that the server knows the password too. */
  verify(serverFinal: string): void {
    const signature = Buffer.from(attributes(serverFinal).get('v') ?? '', 'base64')
    const { expected } = this
    if (expected?.length !== signature.length || !timingSafeEqual(signature, expected))
      throw refused('it does not know the password')
  }

  private firstBare(): string {
    return `n=*,r=${this.nonce}`
  }
}

const refused = (why: string): PostgresFailure =>
  new PostgresFailure(`The log-in at the database server failed: ${why}.`, '28P01')

const attributes = (words: string): Map<string, string> =>
  new Map(words.split(',').map((pair) => [pair.slice(0, 1), pair.slice(2)]))
