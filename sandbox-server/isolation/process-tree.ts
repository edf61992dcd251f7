import { readdirSync, readFileSync } from 'node:fs'

/** Every process below a root, the root first. Linux only; elsewhere the root alone. */
export function processTree(root: number): number[] {
  const found = [root]
  for (const pid of found) found.push(...childrenOf(pid).filter((child) => !found.includes(child)))
  return found
}

/** The app's own process in a bubblewrap sandbox: launcher, then the sandbox's first process, then the app. */
export function appProcess(root: number): number | null {
  const [init] = childrenOf(root)
  return init === undefined ? null : (childrenOf(init)[0] ?? null)
}

export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${String(pid)}/task`).flatMap((task) =>
      readFileSync(`/proc/${String(pid)}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    )
  } catch {
    return []
  }
}
