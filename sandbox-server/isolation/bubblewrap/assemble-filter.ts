/** A classic BPF program for seccomp(2): written by hand because nothing else is needed for a list of numbers. */
export interface Instruction {
  code: number
  k: number
  /** Instructions to skip when the comparison holds, and when it does not. */
  jumpTrue?: number
  jumpFalse?: number
}

const LOAD_WORD = 0x20
const JUMP_IF_EQUAL = 0x15
const JUMP_IF_GREATER_OR_EQUAL = 0x35
const JUMP_IF_ANY_BIT = 0x45
const RETURN = 0x06
const SECCOMP_RET_ALLOW = 0x7fff0000
const SECCOMP_RET_ERRNO = 0x00050000
const SECCOMP_RET_KILL = 0x80000000

/** Offsets in struct seccomp_data; arguments are 64 bits wide, the low word first on little-endian machines. */
export const OFFSET = { nr: 0, arch: 4, argument: (index: number) => 16 + index * 8 } as const

export const load = (offset: number): Instruction => ({ code: LOAD_WORD, k: offset })
export const allow = (): Instruction => ({ code: RETURN, k: SECCOMP_RET_ALLOW })
export const kill = (): Instruction => ({ code: RETURN, k: SECCOMP_RET_KILL })
export const fail = (errno: number): Instruction => ({ code: RETURN, k: SECCOMP_RET_ERRNO | errno })

/** Runs `body` when the loaded word equals k; otherwise goes on after it. Bodies are at most 255 long. */
export const whenEqual = (k: number, body: Instruction[]): Instruction[] => [
  { code: JUMP_IF_EQUAL, k, jumpTrue: 0, jumpFalse: body.length },
  ...body,
]
export const unlessEqual = (k: number, body: Instruction[]): Instruction[] => [
  { code: JUMP_IF_EQUAL, k, jumpTrue: body.length, jumpFalse: 0 },
  ...body,
]
export const whenAtLeast = (k: number, body: Instruction[]): Instruction[] => [
  { code: JUMP_IF_GREATER_OR_EQUAL, k, jumpTrue: 0, jumpFalse: body.length },
  ...body,
]
export const whenAnyBit = (k: number, body: Instruction[]): Instruction[] => [
  { code: JUMP_IF_ANY_BIT, k, jumpTrue: 0, jumpFalse: body.length },
  ...body,
]

/** The program as the kernel reads it: eight bytes each, u16 code, u8 jt, u8 jf, u32 k. */
export function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8)
  program.forEach(({ code, k, jumpTrue = 0, jumpFalse = 0 }, index) => {
    bytes.writeUInt16LE(code, index * 8)
    bytes.writeUInt8(jumpTrue, index * 8 + 2)
    bytes.writeUInt8(jumpFalse, index * 8 + 3)
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4)
  })
  return bytes
}
