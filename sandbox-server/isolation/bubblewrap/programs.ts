import { realpathSync } from 'node:fs'
import { findProgram } from '../../machine/find-program'
import { librariesOf } from './libraries'
import type { Programs } from './launch-arguments'

/** What bubblewrap sandboxes need from this machine, or what is missing, in words that follow "but". */
export function findPrograms(): Programs | string {
  const bwrap = findProgram('bwrap')
  const setpriv = findProgram('setpriv')
  const prlimit = findProgram('prlimit')
  if (!bwrap) return 'bubblewrap is not installed (on Debian: apt install bubblewrap).'
  const unshare = findProgram('unshare')
  if (!setpriv || !prlimit || !unshare) return 'setpriv, prlimit or unshare is missing (util-linux).'
  const node = realpathSync(process.execPath)
  const libraries = [...new Set([node, prlimit, unshare].flatMap(librariesOf))]
  return { bwrap, setpriv, prlimit, unshare, node, libraries }
}
