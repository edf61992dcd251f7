'use client'

import { forgetFailed } from '@/components/hooks/kept-promises'
import { Button } from '@/components/ui/button'
import { Wordmark } from '@/components/ui/wordmark'

/** Something in a page broke while it was shown. What was typed is kept in this browser and on the server. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  const tryAgain = () => {
    forgetFailed()
    reset()
  }
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col items-start justify-center gap-5 px-6">
      <Wordmark />
      <h1 className="text-2xl font-semibold tracking-tight">This page broke</h1>
      <p className="text-lg text-muted">
        Your code is kept. Try again; if that does not help, reload the page.
      </p>
      <pre className="max-w-full overflow-x-auto rounded-lg bg-soft p-3 text-sm whitespace-pre-wrap">
        {error.message}
      </pre>
      <Button kind="primary" onClick={tryAgain}>
        Try again
      </Button>
    </main>
  )
}
