import type { Observation, ProcessCommand } from '../../protocol/observation'
import { observers } from './observe/observers'
import { setWorkFolder, theWorkFolder } from './process/call-site'
import { hear, sendBeforeTheEnd, tell } from './process/channel'
import { installClock, realNow, setClockOffset } from './process/clock'
import { collectGarbage } from './process/collect'
import { redirectConnecting } from './process/connect'
import { captureConsole } from './process/console'
import { runEntry } from './process/entry'
import { currentExchange, followExchanges, isFollowed, isWanted, whenOver, within } from './process/exchanges'
import { mentions } from './process/fresh-modules'
import { redirectListening } from './process/listen'
import { prime, primeMore } from './process/priming'
import { followTimers, forgetTimers, jumpTimers, later } from './process/timers'
import { watchFaults } from './process/watch-faults'

const [, , workFolder = '/work', runFolder = '/run/app'] = process.argv
/** Several instances of one app are primed in the same folder at the same time. */
const primingSocket = `${runFolder}/${Math.random().toString(36).slice(2, 8)}.sock`
const priming = { workFolder, runFolder, socket: primingSocket }

let started: Extract<ProcessCommand, { type: 'start' }> | null = null
let listened = false

/** Silent until the app starts, so that priming leaves no trace. */
function report(observation: Observation): void {
  if (started && isWanted(observation)) tell(observation)
}

setWorkFolder(workFolder)
sendBeforeTheEnd()
installClock()
followTimers()
observers.install({
  report,
  currentExchange,
  isFollowed,
  now: realNow,
  workFolder: theWorkFolder,
  later,
  whenOver,
  within,
})
followExchanges(report)
redirectConnecting(runFolder)
redirectListening(
  () => started?.socket ?? primingSocket,
  (port) => {
    listened = true
    report({ at: realNow(), exchange: null, type: 'app.listening', port })
  },
)

function start(command: Extract<ProcessCommand, { type: 'start' }>): void {
  started = command
  setWorkFolder(command.workFolder)
  setClockOffset(command.clockOffsetMs)
  observers.setStoreLatency(command.storeLatencyMs)
  captureConsole(report)
  watchFaults(report, () => listened)
  commands.release()
  observers.expect((pattern) => mentions(command.workFolder, pattern))
  runEntry(command)
}

function obey(command: ProcessCommand): void {
  switch (command.type) {
    case 'start':
      start(command)
      return
    case 'prime':
      void primeMore(priming, command.modules).finally(becomeReady)
      return
    case 'clock':
      jumpTimers(setClockOffset(command.clockOffsetMs))
      return
    case 'latency':
      observers.setStoreLatency(command.storeLatencyMs)
      return
    case 'snapshot':
      tell({ type: 'snapshot', request: command.request, ...observers.snapshot(command.page) })
      return
    case 'remove':
      tell({ type: 'removed', request: command.request, removed: observers.remove(command.sid) })
      return
    case 'edit':
      tell({ type: 'edited', request: command.request, edited: observers.edit(command.sid, command.data) })
      return
    case 'ping':
      tell({ type: 'pong', request: command.request })
      return
    default:
      command satisfies never
  }
}

const commands = hear(obey)
void prime(priming)
  .catch(() => undefined)
  .finally(becomeReady)

/** Nothing of what was done so far is the app's. */
function becomeReady(): void {
  observers.reset()
  forgetTimers()
  collectGarbage()
  tell({ type: 'primed' })
}
