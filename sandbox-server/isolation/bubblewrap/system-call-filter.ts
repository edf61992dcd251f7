import {
  allow,
  assemble,
  fail,
  kill,
  load,
  OFFSET,
  unlessEqual,
  whenAnyBit,
  whenAtLeast,
  whenEqual,
} from './assemble-filter'
import { machineOf } from './system-calls'

const EPERM = 1
const ENOSYS = 38
const EAFNOSUPPORT = 97
const AF_UNIX = 1
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME is only reachable through clone3. */
const NEW_NAMESPACES = 0x7e020000
const TIOCSTI = 0x5412
const TIOCLINUX = 0x541c

/**
 * The deny-list that every process in a sandbox runs under, or null when this machine's call numbers are not known.
 * clone3 hides its flags behind a pointer, so it "does not exist" and libc falls back to clone, whose flags are seen.
 */
export function systemCallFilter(arch: string): Buffer | null {
  const machine = machineOf(arch)
  if (!machine) return null
  return assemble([
    load(OFFSET.arch),
    ...unlessEqual(machine.audit, [kill()]),
    load(OFFSET.nr),
    ...(machine.foreignFrom === null ? [] : whenAtLeast(machine.foreignFrom, [fail(ENOSYS)])),
    ...whenEqual(machine.clone3, [fail(ENOSYS)]),
    ...whenEqual(machine.clone, [
      load(OFFSET.argument(0)),
      ...whenAnyBit(NEW_NAMESPACES, [fail(EPERM)]),
      allow(),
    ]),
    ...whenEqual(machine.socket, [
      load(OFFSET.argument(0)),
      ...unlessEqual(AF_UNIX, [fail(EAFNOSUPPORT)]),
      allow(),
    ]),
    ...whenEqual(machine.ioctl, [
      load(OFFSET.argument(1)),
      ...whenEqual(TIOCSTI, [fail(EPERM)]),
      ...whenEqual(TIOCLINUX, [fail(EPERM)]),
      allow(),
    ]),
    ...machine.denied.flatMap((number) => whenEqual(number, [fail(EPERM)])),
    allow(),
  ])
}
