import { types } from 'node:util'
import { anyValue, className, cutText, isReadable } from './read-safely'

/** What JSON would keep of a value, found without running any code of the app. */
export interface PlainView {
  value: unknown
  /** By path (`cart.items.0`), what JSON cannot keep as it is: `Date`, `function`, `class Cart`, `circular`, … */
  lossy: Record<string, string>
  /** false: a getter, a toJSON or a Proxy stands in the way, so only JSON.stringify itself could tell. */
  exact: boolean
}

const BOUNDS = { depth: 8, keys: 100, nodes: 1000, text: 4096, total: 32 * 1024, lossy: 50 }
/** In place of a value that JSON leaves out. */
const OMITTED = Symbol('omitted')
const dateToJson = anyValue(Date.prototype, 'toJSON')

/** A bounded copy of `value` made of plain objects, arrays and scalars. `without` names a key of the root to leave out. */
export function viewPlainly(value: unknown, without?: string): PlainView {
  const walk = new Walk()
  const seen = isReadable(value) ? walk.members(value, '', [], without) : walk.visit(value, '', [])
  return { value: seen === OMITTED ? null : seen, lossy: walk.lossy, exact: walk.exact }
}

class Walk {
  readonly lossy: Record<string, string> = {}
  exact = true
  private nodes = 0
  private total = 0
  private lost = 0

  /** JSON.stringify's rule for one value (ECMA-262 section 25.5.2.2, SerializeJSONProperty). */
  visit(value: unknown, path: string, ancestors: readonly object[]): unknown {
    this.nodes += 1
    switch (typeof value) {
      case 'string':
        return this.text(value)
      case 'number':
        return Number.isFinite(value) ? value : this.lose(path, String(value), null)
      case 'bigint':
        return this.lose(path, 'BigInt', cutText(`${String(value)}n`, 80))
      case 'undefined':
      case 'symbol':
        return this.lose(path, typeof value, OMITTED)
      case 'boolean':
        return value
      case 'object':
        return value === null ? null : this.object(value, path, ancestors)
      case 'function':
        return this.lose(path, 'function', OMITTED)
    }
  }

  /** The members of a plain or class-made object, or of an array. */
  members(value: object, path: string, ancestors: readonly object[], without?: string): unknown {
    const within = [...ancestors, value]
    if (this.callsToJson(value)) this.exact = false
    return Array.isArray(value) ? this.items(value, path, within) : this.entries(value, path, within, without)
  }

  private object(value: object, path: string, ancestors: readonly object[]): unknown {
    if (types.isProxy(value)) return this.inexact(path, 'Proxy')
    if (ancestors.includes(value)) return this.lose(path, 'circular', '[circular]')
    if (types.isDate(value)) return this.date(value, path)
    if (ArrayBuffer.isView(value)) return this.inexact(path, className(value) ?? 'binary')
    if (types.isBoxedPrimitive(value)) return this.inexact(path, className(value) ?? 'object')
    if (ancestors.length >= BOUNDS.depth || this.full()) return '…'
    const label = classLabel(value)
    if (label) this.lose(path, label, null)
    return this.members(value, path, ancestors)
  }

  private date(value: Date, path: string): unknown {
    if (anyValue(value, 'toJSON') !== dateToJson) this.exact = false
    const valid = Number.isFinite(Date.prototype.getTime.call(value))
    return this.lose(path, 'Date', valid ? Date.prototype.toISOString.call(value) : null)
  }

  private items(list: readonly unknown[], path: string, within: readonly object[]): unknown[] {
    const items: unknown[] = []
    for (let i = 0; i < list.length; i += 1) {
      if (i >= BOUNDS.keys || this.full()) {
        items.push(`… ${String(list.length - i)} more`)
        break
      }
      const seen = this.property(list, String(i), `${path}.${String(i)}`, within)
      items.push(seen === OMITTED ? null : seen)
    }
    return items
  }

  private entries(value: object, path: string, within: readonly object[], without?: string): unknown {
    const entries: Record<string, unknown> = {}
    const keys = Object.keys(value)
    let taken = 0
    for (const key of keys) {
      if (key === without) continue
      if (taken >= BOUNDS.keys || this.full()) {
        entries['…'] = `${String(keys.length - taken)} more`
        break
      }
      taken += 1
      const name = this.text(key)
      const seen = this.property(value, key, path === '' ? name : `${path}.${name}`, within)
      if (seen !== OMITTED) define(entries, name, seen)
    }
    return entries
  }

  private property(holder: object, key: string, path: string, within: readonly object[]): unknown {
    const found = Object.getOwnPropertyDescriptor(holder, key)
    if (found && !('value' in found)) return this.inexact(path, 'getter')
    return this.visit(found?.value, path, within)
  }

  private callsToJson(value: object): boolean {
    return typeof anyValue(value, 'toJSON') === 'function'
  }

  private text(text: string): string {
    const kept = cutText(text, BOUNDS.text)
    this.total += kept.length
    return kept
  }

  private full(): boolean {
    return this.nodes > BOUNDS.nodes || this.total > BOUNDS.total
  }

  private inexact(path: string, label: string): unknown {
    this.exact = false
    return this.lose(path, label, `[${label}]`)
  }

  private lose<T>(path: string, label: string, instead: T): T {
    this.lost += 1
    if (this.lost <= BOUNDS.lossy) define(this.lossy, cutText(path, 200), label)
    return instead
  }
}

/** Sets a property even when it is called `__proto__`. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}

/** `class Cart` or `Map` for what comes back from JSON as a bare object; null for plain objects and arrays. */
function classLabel(value: object): string | null {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype || Array.isArray(value)) return null
  const name = className(value)
  if (types.isMap(value) || types.isSet(value) || types.isRegExp(value) || types.isPromise(value))
    return name ?? 'object'
  return name === null || name === 'Object' ? null : `class ${name}`
}
