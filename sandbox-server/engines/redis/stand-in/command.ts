import { fault, type Reply } from '../resp/reply'
import type { KeySpace } from './key-space'

/** One connection, as the stand-in remembers it. */
export interface Session {
  readonly id: number
  database: number
  version: 2 | 3
  name: string
  login: (user: string | null, database: string | null) => void
  user: string | null
}

export interface Call {
  space: KeySpace
  session: Session
  /** Without the command's own name. */
  args: readonly Buffer[]
  /** Argument as text; keys keep their bytes this way. */
  text: (index: number) => string
}

export interface Command {
  /** Arguments after the name. */
  min: number
  max?: number
  /** Refused when the memory is used up. */
  writes?: boolean
  run: (call: Call) => Reply
}

export type Commands = Readonly<Record<string, Command>>

/** A command ends with an error of Redis' own words. */
export class CommandFault extends Error {
  override name = 'CommandFault'
}

export const SYNTAX = 'ERR syntax error'
export const NOT_AN_INTEGER = 'ERR value is not an integer or out of range'

export function integer(text: string): number {
  const value = Number(text)
  if (!/^-?\d{1,16}$/.test(text) || !Number.isSafeInteger(value)) throw new CommandFault(NOT_AN_INTEGER)
  return value
}

export const wrongCount = (name: string): Reply =>
  fault(`ERR wrong number of arguments for '${name.toLowerCase()}' command`)
