import { promises } from 'node:fs'
import Module from 'node:module'
import { anyValue, findProperty } from './read-safely'

/** An ES module that is observed from inside. */
export interface ImportedModule {
  /** Of the end of its URL. */
  file: RegExp
  /** The source with the probes in it; null when it is not a version we know. */
  instrument(source: string): string | null
  /** It is being loaded, and will run at once. */
  found(recognised: boolean): void
}

/**
 * Puts the probes into an ES module when Node reads it. Node 22.15 and later have a hook for that; before, the loader
 * reads sources by `fs.promises.readFile(url)`, which nobody else calls with the URL of a module's file and nothing more.
 */
export function hookImport(observed: ImportedModule): void {
  const register = anyValue(Module, 'registerHooks')
  if (typeof register === 'function') Reflect.apply(register, Module, [{ load: loader(observed) }])
  else watchReading(observed)
}

type NextLoad = (url: string, context: unknown) => { source?: unknown }

function loader(observed: ImportedModule) {
  return (url: string, context: unknown, next: NextLoad): unknown => {
    const loaded = next(url, context)
    if (!observed.file.test(url)) return loaded
    const source = edited(loaded.source, observed)
    return source === null ? loaded : { ...loaded, source }
  }
}

function watchReading(observed: ImportedModule): void {
  const found = findProperty(promises, 'readFile')
  const original: unknown = found?.value
  if (typeof original !== 'function') return
  const readFile = function (this: unknown, ...args: unknown[]): unknown {
    const [url] = args
    const reading: unknown = Reflect.apply(original, this, args)
    const isOurs = args.length === 1 && url instanceof URL && observed.file.test(url.pathname)
    if (!isOurs || !(reading instanceof Promise)) return reading
    return reading.then((content: unknown) => edited(content, observed) ?? content)
  }
  Object.defineProperties(readFile, {
    name: { value: original.name, configurable: true },
    length: { value: original.length, configurable: true },
  })
  Object.defineProperty(promises, 'readFile', { ...found, value: readFile })
}

function edited(content: unknown, observed: ImportedModule): Buffer | null {
  if (!(content instanceof Uint8Array) && typeof content !== 'string') return null
  try {
    const source = observed.instrument(typeof content === 'string' ? content : Buffer.from(content).toString())
    observed.found(source !== null)
    return source === null ? null : Buffer.from(source)
  } catch {
    // A missing observation is better than an app that cannot load its module.
    return null
  }
}
