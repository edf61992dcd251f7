'use client'

import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { useCopied } from '@/components/ui/use-copied'
import type { ExchangeView } from '@/protocol/model/views'
import { curlCommand } from './curl'

/** Copies the request as a curl command that reaches this very app. */
export function CopyCurl({ exchange }: { exchange: ExchangeView }) {
  const base = useLab((lab) => lab.workspace?.tabUrl)
  const { said, copy } = useCopied()
  const { request } = exchange
  if (!request) return null
  return (
    <Button
      size="small"
      kind="quiet"
      onClick={() => copy(curlCommand(request, exchange.path, base ?? exchange.url))}
    >
      <span aria-live="polite">{said ?? 'Copy as curl'}</span>
    </Button>
  )
}
