import { fault, OK, type Reply } from './resp/reply'

export interface Login {
  user: string | null
  /** The arguments without users and passwords, for a server that knows neither. */
  rest: readonly Buffer[]
}

const HIDDEN = Buffer.from('(redacted)')

const text = (arg: Buffer | undefined): string => arg?.toString('utf8') ?? ''
const word = (arg: Buffer | undefined): string => text(arg?.subarray(0, 40)).toUpperCase()

/** HELLO version [AUTH user password] [SETNAME name]: who it is, and the same without any AUTH. */
export function readHello(args: readonly Buffer[]): Login {
  const whole = loginsIn(args).filter((at) => args.length > at + 2)
  const last = whole.at(-1)
  if (last === undefined) return { user: null, rest: args }
  const taken = new Set(whole.flatMap((at) => [at, at + 1, at + 2]))
  return { user: text(args[last + 1]), rest: args.filter((_, index) => !taken.has(index)) }
}

/** AUTH [user] password: any are right, as in the course's connection strings. */
export function readAuth(args: readonly Buffer[]): { user: string | null; reply: Reply } {
  if (args.length === 2) return { user: null, reply: OK }
  if (args.length === 3) return { user: text(args[1]), reply: OK }
  return { user: null, reply: fault("ERR wrong number of arguments for 'auth' command") }
}

/** The command as it may be shown: like Redis' own MONITOR, without users and passwords. */
export function withoutSecrets(args: readonly Buffer[]): readonly Buffer[] {
  const verb = word(args[0])
  if (verb === 'AUTH') return [...args.slice(0, 1), HIDDEN]
  if (verb !== 'HELLO') return args
  const logins = new Set(loginsIn(args))
  return args.flatMap((arg, index) => {
    if (logins.has(index - 1)) return [HIDDEN]
    return logins.has(index - 2) ? [] : [arg]
  })
}

/** Where each AUTH of a HELLO stands. Read as Redis reads it, option by option: a name or a password may be "AUTH" too. */
function loginsIn(args: readonly Buffer[]): number[] {
  const found: number[] = []
  for (let at = 2; at < args.length; at += 1) {
    const option = word(args[at])
    if (option === 'AUTH') found.push(at)
    at += option === 'AUTH' ? 2 : option === 'SETNAME' ? 1 : 0
  }
  return found
}
