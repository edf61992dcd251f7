import Module from 'node:module'
import { anyValue, findProperty, isReadable } from './read-safely'
import { PROBES_KEY, instrumentSource } from './instrumented-source'

/** What becomes of the module once its code has run. */
export interface CompileHandlers {
  probes: object
  recognised(exports: unknown): void
  /** Another version: the module runs as it is; what is returned stands in place of its exports. */
  unrecognised(exports: unknown): unknown
}

const TARGET = /[\\/]node_modules[\\/]express-session[\\/]index\.js$/

/**
 * Puts the probes into express-session when Node compiles it (Module.prototype._compile, for `require` and for `import`
 * alike). It stays: an app that reads NODE_ENV gets its modules loaded once more.
 */
export function hookCompile(handlers: CompileHandlers): void {
  const prototype: unknown = anyValue(Module, 'prototype')
  const found = findProperty(prototype, '_compile')
  if (!isReadable(prototype) || typeof found?.value !== 'function') return
  const compile: unknown = found.value
  Object.defineProperty(prototype, '_compile', {
    ...found,
    value: function (this: unknown, content: unknown, filename: unknown, ...rest: unknown[]): unknown {
      const run = (source: unknown): unknown => apply(compile, this, [source, filename, ...rest])
      const target = typeof content === 'string' && typeof filename === 'string' && TARGET.test(filename)
      if (!target || !isReadable(this)) return run(content)
      return compileObserved(this, content, run, handlers)
    },
  })
}

function compileObserved(
  module: object,
  content: string,
  run: (source: unknown) => unknown,
  handlers: CompileHandlers,
): unknown {
  const source = instrumentSource(content)
  if (source === null) {
    const result = run(content)
    Reflect.set(module, 'exports', handlers.unrecognised(anyValue(module, 'exports')))
    return result
  }
  Object.defineProperty(module, PROBES_KEY, { value: handlers.probes, configurable: true })
  try {
    const result = run(source)
    handlers.recognised(anyValue(module, 'exports'))
    return result
  } finally {
    Reflect.deleteProperty(module, PROBES_KEY)
  }
}

function apply(method: unknown, target: unknown, args: unknown[]): unknown {
  return typeof method === 'function' ? (Reflect.apply(method, target, args) as unknown) : undefined
}
