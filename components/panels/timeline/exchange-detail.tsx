'use client'

import { useSyncExternalStore } from 'react'
import { Tabs } from '@/components/ui/tabs'
import type { ExchangeView } from '@/protocol/model/views'
import { CopyCurl } from './copy-curl'
import { chosenTab } from './chosen-tab'
import { Diagram } from './diagram'
import { RawRequest } from './raw-request'
import { RawResponse } from './raw-response'
import { StepsList } from './steps-list'
import { VerdictList } from './verdict-list'

/** An open row: the picture of its steps, the raw messages, the steps as a list, the verdicts. The chosen tab stays from row to row. */
export function ExchangeDetail({ exchange, cursor }: { exchange: ExchangeView; cursor: number }) {
  const tab = useSyncExternalStore(chosenTab.watch, chosenTab.read, () => 'picture')
  const verdicts = exchange.sentVerdicts.length + exchange.receivedVerdicts.length
  return (
    <Tabs
      label={`Views of request ${String(exchange.number)}`}
      value={tab}
      onChange={chosenTab.choose}
      aside={
        <span className="ml-auto pr-1.5">
          <CopyCurl exchange={exchange} />
        </span>
      }
      tabs={[
        { id: 'picture', label: 'Picture', content: <Diagram exchange={exchange} cursor={cursor} /> },
        { id: 'request', label: 'Raw request', content: <RawRequest exchange={exchange} /> },
        { id: 'response', label: 'Raw response', content: <RawResponse exchange={exchange} /> },
        { id: 'steps', label: 'Steps', content: <StepsList exchange={exchange} cursor={cursor} /> },
        {
          id: 'verdicts',
          label: verdicts > 0 ? `Verdicts ${String(verdicts)}` : 'Verdicts',
          content: <VerdictList exchange={exchange} />,
        },
      ]}
    />
  )
}
