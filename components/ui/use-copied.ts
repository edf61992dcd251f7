'use client'

import { useEffect, useState } from 'react'
import { copyText } from './copy-text'

const SHOWN_MS = 1500

/** Copies a text, and for a moment afterwards has the word that says whether it went. */
export function useCopied(): { said: string | null; copy: (text: string) => void } {
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => {
    if (said === null) return
    const timer = setTimeout(() => setSaid(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])
  const copy = (text: string) => void copyText(text).then((done) => setSaid(done ? 'Copied' : 'Not allowed'))
  return { said, copy }
}
