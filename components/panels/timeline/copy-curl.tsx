'use client'

import { useState } from 'react'
import { useLab } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import type { ExchangeView } from '@/protocol/model/views'
import { curlCommand } from './curl'

/** Copies the request as a curl command that reaches this very app. */
export function CopyCurl({ exchange }: { exchange: ExchangeView }) {
  const base = useLab((lab) => lab.workspace?.tabUrl)
  const [said, setSaid] = useState<string | null>(null)
  const { request } = exchange
  if (!request) return null
  const copy = async () => {
    const command = curlCommand(request, exchange.path, base ?? exchange.url)
    const done = await navigator.clipboard.writeText(command).then(
      () => true,
      () => false,
    )
    setSaid(done ? 'Copied' : 'Not allowed')
    setTimeout(() => setSaid(null), 1500)
  }
  return (
    <Button size="small" kind="quiet" onClick={() => void copy()}>
      <span aria-live="polite">{said ?? 'Copy as curl'}</span>
    </Button>
  )
}
