import { types } from 'node:util'

/** Runs a probe. An error of ours must never become an error of the learner's app, so it ends here. */
export function quietly(probe: () => void): void {
  try {
    probe()
  } catch {
    // A missing observation is better than a changed app; nothing can be reported from a broken report.
  }
}

/** An object or function that can be read without running a Proxy's traps. */
export function isReadable(value: unknown): value is object {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && !types.isProxy(value)
}

/** An own property's value; undefined for a getter, so that no code of the app runs. */
export function ownValue(target: unknown, key: PropertyKey): unknown {
  if (!isReadable(target)) return undefined
  const found = Object.getOwnPropertyDescriptor(target, key)
  return found && 'value' in found ? (found.value as unknown) : undefined
}

/** The descriptor that a property access would use, found without running a getter or a trap. */
export function findProperty(target: unknown, key: PropertyKey): PropertyDescriptor | undefined {
  let holder: unknown = target
  for (let depth = 0; depth < 32 && isReadable(holder); depth += 1) {
    const found = Object.getOwnPropertyDescriptor(holder, key)
    if (found) return found
    holder = Object.getPrototypeOf(holder)
  }
  return undefined
}

/** An own or inherited property's value; undefined for a getter. */
export function anyValue(target: unknown, key: PropertyKey): unknown {
  const found = findProperty(target, key)
  return found && 'value' in found ? (found.value as unknown) : undefined
}

/** The name of the class an object was made by: `MemoryStore`; null when it has none. */
export function className(value: unknown): string | null {
  const name = ownValue(anyValue(value, 'constructor'), 'name')
  return typeof name === 'string' && name !== '' ? cutText(name, 80) : null
}

export function cutText(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

/** An error's message without running code of the app. */
export function errorText(error: unknown): string {
  const message = anyValue(error, 'message')
  if (typeof message === 'string') return cutText(message, 500)
  return typeof error === 'string' ? cutText(error, 500) : (className(error) ?? typeof error)
}
