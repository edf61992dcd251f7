/** Whatever the method returns, and the types do not tell. */
export function call(store: object, name: string, ...args: unknown[]): unknown {
  const method: unknown = Reflect.get(store, name)
  return typeof method === 'function' ? (Reflect.apply(method, store, args) as unknown) : undefined
}
