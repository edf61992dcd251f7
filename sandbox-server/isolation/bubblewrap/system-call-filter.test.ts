import { describe, expect, it } from 'vitest'
import { systemCallFilter } from './system-call-filter'

const ALLOW = 0x7fff0000
const EPERM = 0x00050001
const ENOSYS = 0x00050026
const EAFNOSUPPORT = 0x00050061
const KILL = 0x80000000

interface Call {
  arch: number
  nr: number
  args?: number[]
}

/** The kernel's own rules for the few instructions used, so that the program is judged by what it does. */
function decide(program: Buffer, { arch, nr, args = [] }: Call): number {
  const words = new Map([
    [0, nr],
    [4, arch],
    ...args.map((value, index): [number, number] => [16 + index * 8, value]),
  ])
  let loaded = 0
  for (let at = 0; ; at += 1) {
    const code = program.readUInt16LE(at * 8)
    const [whenTrue, whenFalse] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3)]
    const k = program.readUInt32LE(at * 8 + 4)
    const jump = (holds: boolean) => (at += holds ? whenTrue : whenFalse)
    if (code === 0x20) loaded = words.get(k) ?? 0
    else if (code === 0x15) jump(loaded === k)
    else if (code === 0x35) jump(loaded >= k)
    else if (code === 0x45) jump((loaded & k) !== 0)
    else return k
  }
}

const X64 = 0xc000003e
const ARM = 0xc00000b7

describe('systemCallFilter', () => {
  it.each([
    ['x64 read', 'x64', { arch: X64, nr: 0 }, ALLOW],
    ['x64 write', 'x64', { arch: X64, nr: 1 }, ALLOW],
    ['x64 io_uring_setup', 'x64', { arch: X64, nr: 425 }, EPERM],
    ['x64 ptrace', 'x64', { arch: X64, nr: 101 }, EPERM],
    ['x64 bpf', 'x64', { arch: X64, nr: 321 }, EPERM],
    ['x64 mount', 'x64', { arch: X64, nr: 165 }, EPERM],
    ['x64 unshare', 'x64', { arch: X64, nr: 272 }, EPERM],
    ['x64 clone3', 'x64', { arch: X64, nr: 435 }, ENOSYS],
    ['x64 clone of a thread', 'x64', { arch: X64, nr: 56, args: [0x3d0f00] }, ALLOW],
    ['x64 clone with a user namespace', 'x64', { arch: X64, nr: 56, args: [0x10000011] }, EPERM],
    ['x64 socket AF_UNIX', 'x64', { arch: X64, nr: 41, args: [1] }, ALLOW],
    ['x64 socket AF_INET', 'x64', { arch: X64, nr: 41, args: [2] }, EAFNOSUPPORT],
    ['x64 socket AF_ALG', 'x64', { arch: X64, nr: 41, args: [38] }, EAFNOSUPPORT],
    ['x64 ioctl TIOCSTI', 'x64', { arch: X64, nr: 16, args: [0, 0x5412] }, EPERM],
    ['x64 ioctl FIONBIO', 'x64', { arch: X64, nr: 16, args: [0, 0x5421] }, ALLOW],
    ['x32 numbers', 'x64', { arch: X64, nr: 0x40000000 }, ENOSYS],
    ['32-bit calls', 'x64', { arch: 0x40000003, nr: 1 }, KILL],
    ['arm64 read', 'arm64', { arch: ARM, nr: 63 }, ALLOW],
    ['arm64 ptrace', 'arm64', { arch: ARM, nr: 117 }, EPERM],
    ['arm64 socket AF_UNIX', 'arm64', { arch: ARM, nr: 198, args: [1] }, ALLOW],
    ['arm64 socket AF_NETLINK', 'arm64', { arch: ARM, nr: 198, args: [16] }, EAFNOSUPPORT],
  ])('%s', (_name, machine, call, answer) => {
    const program = systemCallFilter(machine)
    expect(program && decide(program, call)).toBe(answer)
  })

  it('knows no list for other machines', () => {
    expect(systemCallFilter('mips')).toBeNull()
  })
})
