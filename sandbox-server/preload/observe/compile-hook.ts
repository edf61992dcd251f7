import Module from 'node:module'
import { anyValue, findProperty, isReadable } from './read-safely'
import { PROBES_KEY } from './known-source'

/** A module that is observed from inside, and what becomes of it once its code has run. */
export interface ObservedModule {
  /** Of the file's path, from the module's folder on. */
  file: RegExp
  /** The source with the probes in it; null when it is not a version we know. */
  instrument(source: string): string | null
  probes: object
  recognised(exports: unknown): void
  /** Another version: the module runs as it is; what is returned stands in place of its exports. */
  unrecognised(exports: unknown): unknown
}

/**
 * Puts the probes into the observed modules when Node compiles it (Module.prototype._compile, for `require` and for `import`
 * alike). It stays: an app that reads NODE_ENV gets its modules loaded once more.
 */
export function hookCompile(modules: readonly ObservedModule[]): void {
  const prototype: unknown = anyValue(Module, 'prototype')
  const found = findProperty(prototype, '_compile')
  if (!isReadable(prototype) || typeof found?.value !== 'function') return
  const compile: unknown = found.value
  Object.defineProperty(prototype, '_compile', {
    ...found,
    value: function (this: unknown, content: unknown, filename: unknown, ...rest: unknown[]): unknown {
      const run = (source: unknown): unknown => apply(compile, this, [source, filename, ...rest])
      if (typeof content !== 'string' || typeof filename !== 'string' || !isReadable(this)) return run(content)
      const observed = modules.find(({ file }) => file.test(filename))
      return observed ? compileObserved(this, content, run, observed) : run(content)
    },
  })
}

function compileObserved(
  module: object,
  content: string,
  run: (source: unknown) => unknown,
  observed: ObservedModule,
): unknown {
  const source = observed.instrument(content)
  if (source === null) {
    const result = run(content)
    Reflect.set(module, 'exports', observed.unrecognised(anyValue(module, 'exports')))
    return result
  }
  Object.defineProperty(module, PROBES_KEY, { value: observed.probes, configurable: true })
  try {
    const result = run(source)
    observed.recognised(anyValue(module, 'exports'))
    return result
  } finally {
    Reflect.deleteProperty(module, PROBES_KEY)
  }
}

function apply(method: unknown, target: unknown, args: unknown[]): unknown {
  return typeof method === 'function' ? (Reflect.apply(method, target, args) as unknown) : undefined
}
