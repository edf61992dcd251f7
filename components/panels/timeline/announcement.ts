import { browserTitle } from '@/components/ui/browser-title'
import type { ExchangeView } from '@/protocol/model/views'
import { sessionName } from '@/protocol/session-name'

/** A finished exchange in one sentence, to be read aloud. */
export function announcement(exchange: ExchangeView): string {
  const { number, browser, method, path, response, error, summary, sid } = exchange
  const outcome = response ? `answered ${String(response.status)}` : (error?.message ?? 'no answer')
  const story = summary === '' || error ? '' : `, ${summary}`
  const whose = sid === null ? '' : `, session ${sessionName(sid).short}`
  return `Request ${String(number)}: ${browserTitle(browser)} ${method} ${path}, ${outcome}${story}${whose}`
}
