'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import type { SendRequest } from '@/protocol/api'
import { frameDocument } from './frame-document'
import { useScheme } from './use-scheme'

interface Props {
  html: string
  /** Address of the page; links are resolved against it. */
  url: string
  title: string
  onNavigate: (request: SendRequest) => void
}

const HEIGHT = { least: 56, most: 320 }

/**
 * A learner's HTML in a frame of an origin of its own, without network and without its scripts. Links and forms in it
 * are reported by our script and sent through the virtual browser.
 */
export function PageFrame({ html, url, title, onNavigate }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(HEIGHT.least)
  const scheme = useScheme()
  const page = useMemo(() => frameDocument(html, scheme), [html, scheme])
  useEffect(() => {
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source !== frame.current?.contentWindow) return
      void import('./frame-message').then(({ FrameMessage, requestOf }) => {
        const message = FrameMessage.safeParse(event.data)
        if (!message.success) return
        if (message.data.type === 'height') {
          setHeight(Math.min(HEIGHT.most, Math.max(HEIGHT.least, message.data.height)))
          return
        }
        const request = requestOf(message.data, url)
        if (request) onNavigate(request)
      })
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [url, onNavigate])
  return (
    <iframe
      ref={frame}
      title={title}
      srcDoc={page}
      // Forms must be allowed for the submit event to be heard; the frame's policy lets none of them leave.
      sandbox="allow-scripts allow-forms"
      referrerPolicy="no-referrer"
      className="block w-full border-0"
      style={{ height, colorScheme: scheme }}
    />
  )
}
