import { fault, OK, type Reply } from './resp/reply'

export interface Login {
  user: string | null
  /** The arguments without user and password, for a server that knows neither. */
  rest: readonly Buffer[]
}

const text = (arg: Buffer | undefined): string => arg?.toString('utf8') ?? ''

/** HELLO version [AUTH user password] [SETNAME name]: who it is, and the same without AUTH. */
export function readHello(args: readonly Buffer[]): Login {
  const auth = args.findIndex((arg, index) => index > 1 && text(arg).toUpperCase() === 'AUTH')
  if (auth === -1 || args.length < auth + 3) return { user: null, rest: args }
  return { user: text(args[auth + 1]), rest: [...args.slice(0, auth), ...args.slice(auth + 3)] }
}

/** AUTH [user] password: any are right, as in the course's connection strings. */
export function readAuth(args: readonly Buffer[]): { user: string | null; reply: Reply } {
  if (args.length === 2) return { user: null, reply: OK }
  if (args.length === 3) return { user: text(args[1]), reply: OK }
  return { user: null, reply: fault("ERR wrong number of arguments for 'auth' command") }
}
