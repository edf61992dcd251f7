import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Every process below one: `{ pid, command }`. */
export function descendantsOf(pid) {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n')
  const all = lines.map((line) => {
    const [own, parent, ...command] = line.trim().split(/\s+/)
    return { pid: Number(own), parent: Number(parent), command: command.join(' ') }
  })
  const below = (parent) =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)])
  return below(pid)
}

/** Kilobytes as the kernel shares them out (PSS); 0 for a process that has just gone, such as ps itself. */
export function pssOf(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
