import { Module } from 'node:module'
import { join } from 'node:path'
import type { ProcessCommand } from '../../../protocol/observation'
import { freshWhenConfigured } from './fresh-modules'

type Start = Extract<ProcessCommand, { type: 'start' }>

/** Runs the entry as `node app.js` would: the same loader decides about CommonJS and ESM, and it is the main module. */
export function runEntry({ entry, workFolder, env }: Start): void {
  const main = join(workFolder, entry)
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, env)
  process.chdir(workFolder)
  process.argv.splice(1, process.argv.length, main)
  freshWhenConfigured(workFolder)
  Module.runMain(main)
}
