import type { Observation } from '../../../protocol/observation'
import { learnerCaller } from './call-site'
import { realNow } from './clock'
import { currentExchange } from './exchanges'
import { exitFault, faultOf } from './faults'

/** Reports how the app ends. It only watches: Node prints and exits as it would without us. */
export function watchFaults(report: (observation: Observation) => void, listened: () => boolean): void {
  let told = false
  const tellEnd = (fault: ReturnType<typeof faultOf>): void => {
    if (told) return
    told = true
    report({ at: realNow(), exchange: currentExchange(), type: 'app.error', fault, fatal: true })
  }
  process.on('uncaughtExceptionMonitor', (error: unknown, origin) => {
    const fault = faultOf(error, isForgottenPromise(origin, error) ? 'unhandled_rejection' : 'uncaught')
    if (!isHandledByApp()) tellEnd(fault)
    else report({ at: realNow(), exchange: currentExchange(), type: 'app.error', fault, fatal: false })
  })
  process.on('exit', (exitCode) => {
    tellEnd(exitFault(exitCode, learnerCaller(), listened()))
  })
}

/** Node calls a throw at the top of an ES module a rejection too; its stack shows that a module was being run. */
const isForgottenPromise = (origin: string, error: unknown): boolean =>
  origin === 'unhandledRejection' && !(error instanceof Error && (error.stack ?? '').includes('ModuleJob.run'))

const isHandledByApp = (): boolean => process.listenerCount('uncaughtException') > 0
