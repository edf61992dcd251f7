// `npm run build`: what `npm start` builds, without starting it.
import { ensureBuilt } from './start/build.mjs'
import { report } from './start/failure.mjs'

try {
  await ensureBuilt()
} catch (error) {
  report(error)
  process.exitCode = 1
}
