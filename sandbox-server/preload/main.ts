import type { Observation, ProcessCommand } from '../../protocol/observation'
import { setWorkFolder } from './process/call-site'
import { hear, tell } from './process/channel'
import { installClock, realNow, setClockOffset } from './process/clock'
import { captureConsole } from './process/console'
import { runEntry } from './process/entry'
import { followExchanges } from './process/exchanges'
import { redirectListening } from './process/listen'
import { prime } from './process/priming'
import { watchFaults } from './process/watch-faults'

const [, , workFolder = '/work', primingSocket = '/run/app/priming.sock'] = process.argv

let started: Extract<ProcessCommand, { type: 'start' }> | null = null
let listened = false

/** Silent until the app starts, so that priming leaves no trace. */
function report(observation: Observation): void {
  if (started) tell(observation)
}

setWorkFolder(workFolder)
installClock()
followExchanges(report)
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
  captureConsole(report)
  watchFaults(report, () => listened)
  commands.release()
  runEntry(command)
}

function obey(command: ProcessCommand): void {
  switch (command.type) {
    case 'start':
      start(command)
      return
    case 'clock':
      setClockOffset(command.clockOffsetMs)
      return
    case 'latency':
      return
    case 'snapshot':
      tell({ type: 'snapshot', request: command.request, records: [], total: 0, hasMemoryStore: false })
      return
    case 'remove':
      tell({ type: 'removed', request: command.request, removed: false })
      return
    default:
      command satisfies never
  }
}

const commands = hear(obey)
void prime(workFolder, primingSocket).finally(() => {
  tell({ type: 'primed' })
})
