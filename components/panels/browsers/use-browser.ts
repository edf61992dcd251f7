import { useCallback, useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import type { SendRequest } from '@/protocol/api'
import type { BrowserMoment } from '@/protocol/model/views'
import { toRequest, type Draft } from './request-draft'
import { shownDraft, type Typed } from './shown-draft'

/** The browser in front, what is typed in its address bar, and how to send it. */
export function useBrowser(firstUrl: string) {
  const browsers = useLab((lab) => lab.moment.browsers)
  const chosen = useLab((lab) => lab.browser)
  const exchanges = useLab((lab) => lab.trace.exchanges)
  const actions = useLab((lab) => lab.actions)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Typed>>>({})
  const browser: BrowserMoment = browsers.find((one) => one.name === chosen) ?? browsers[0] ?? nobody(chosen)
  const { name } = browser
  const sending = useLab((lab) => (lab.sending[name] ?? 0) > 0)
  const draft = shownDraft(drafts[name], { exchanges, browser: name, shown: browser.exchange, firstUrl })
  const keep = (typed: Typed) => setDrafts((all) => ({ ...all, [name]: typed }))
  const setDraft = (next: Draft) => keep({ draft: next, sentAt: null })
  const submit = () => {
    keep({ draft, sentAt: exchanges.length })
    send(toRequest(draft))
  }
  const send = useCallback(
    (request: SendRequest) => {
      actions.moveCursor('live')
      void actions.send(name, request)
    },
    [actions, name],
  )
  return { browsers, browser, draft, setDraft, sending, actions, send, submit }
}

/** Before the trace is there the two first browsers are not known yet. */
const nobody = (name: string): BrowserMoment => ({
  name,
  real: false,
  cookies: [],
  cookiesBefore: [],
  exchange: null,
})
