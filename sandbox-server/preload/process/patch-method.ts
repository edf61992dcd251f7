type Original = (self: unknown, args: unknown[]) => unknown

/** Replaces a method in place, keeping its name, arity and enumerability, so that the app cannot tell by accident. */
export function patchMethod(
  owner: object,
  name: string,
  wrap: (original: Original) => (self: unknown, args: unknown[]) => unknown,
): void {
  const original: unknown = Reflect.get(owner, name)
  if (typeof original !== 'function') return
  const wrapped = wrap((self, args): unknown => Reflect.apply(original, self, args))
  const replacement = function (this: unknown, ...args: unknown[]): unknown {
    return wrapped(this, args)
  }
  Object.defineProperty(replacement, 'name', { value: original.name, configurable: true })
  Object.defineProperty(replacement, 'length', { value: original.length, configurable: true })
  const enumerable = Object.getOwnPropertyDescriptor(owner, name)?.enumerable ?? true
  Object.defineProperty(owner, name, { value: replacement, writable: true, configurable: true, enumerable })
}
