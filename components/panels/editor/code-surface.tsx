'use client'

import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useLabStore } from '@/components/sandbox/use-lab'
import { Kbd } from '@/components/ui/kbd'
import type { MountEditor } from './handover'
import { handOver, plainEditorHtml } from './plain-editor'

/** The real editor is fetched when the page is at rest, or at once when somebody goes near the code. */
const REST_MS = 600

/** Where code is written: plain text at first sight, then Monaco, or CodeMirror for fingers; what was typed goes along. */
export function CodeSurface({ label, entry, text }: { label: string; entry: string; text: string }) {
  const store = useLabStore()
  const plain = useRef<HTMLDivElement>(null)
  const real = useRef<HTMLDivElement>(null)
  const [ready, setReady] = useState(false)
  // Hydration keeps the server's text field; one made here, on the way from another page, begins with what was typed.
  const [html] = useState(() => ({
    __html: plainEditorHtml(label, entry, store.getState().files[entry] ?? text),
  }))

  useEffect(() => {
    const area = plain.current?.querySelector('textarea') ?? null
    const unlink = area ? linkPlain(area, store) : () => undefined
    let undo = () => {}
    let ended = false
    const load = async () => {
      const mount = await loadEditor()
      if (ended || !real.current) return
      undo = mount(real.current, store, handOver(area))
      unlink()
      // At once: a press or a key that waited meanwhile finds the real editor, and not a field about to go.
      flushSync(() => setReady(true))
    }
    const stop = whenAtRest(plain.current, () => void load())
    return () => {
      ended = true
      stop()
      unlink()
      undo()
      setReady(false)
    }
  }, [store])

  return (
    <div id="code-surface" role="tabpanel" aria-label="Code" className="relative min-h-0 flex-1 bg-code">
      <div
        ref={plain}
        hidden={ready}
        className="absolute inset-0 [&_textarea]:size-full [&_textarea]:resize-none [&_textarea]:bg-transparent [&_textarea]:py-2 [&_textarea]:pr-4 [&_textarea]:pl-[3.75rem] [&_textarea]:font-mono [&_textarea]:text-sm [&_textarea]:leading-5 [&_textarea]:whitespace-pre [&_textarea]:[tab-size:2] [&_textarea]:focus-visible:outline-offset-[-2px]"
        suppressHydrationWarning
        dangerouslySetInnerHTML={html}
      />
      {/* Not hidden before it is ready: focus can go only to what is displayed. */}
      <div
        ref={real}
        className={ready ? 'peer absolute inset-0' : 'pointer-events-none absolute inset-0 opacity-0'}
      />
      <p className="pointer-events-none absolute right-4 bottom-2 hidden rounded-md bg-panel/90 px-2 py-1 text-xs text-muted peer-focus-within:block pointer-coarse:hidden">
        <Kbd>Ctrl</Kbd> <Kbd>M</Kbd>, then <Kbd>Tab</Kbd> leaves the code
      </p>
    </div>
  )
}

async function loadEditor(): Promise<MountEditor> {
  const touch = window.matchMedia('(pointer: coarse)').matches
  return touch
    ? (await import('./touch/mount-touch')).mountTouch
    : (await import('./monaco/mount-monaco')).mountMonaco
}

/** Calls back once: when the page has been quiet, or when the pointer or the focus enters. */
function whenAtRest(near: HTMLElement | null, start: () => void): () => void {
  let begun = false
  const once = () => {
    if (begun) return
    begun = true
    stop()
    start()
  }
  const timer = setTimeout(once, REST_MS)
  const stop = () => {
    clearTimeout(timer)
    near?.removeEventListener('pointerenter', once)
    near?.removeEventListener('focusin', once)
  }
  near?.addEventListener('pointerenter', once)
  near?.addEventListener('focusin', once)
  return stop
}

/** The plain editor and the lab, both ways. What was typed before the site's scripts ran is taken over. */
function linkPlain(area: HTMLTextAreaElement, store: ReturnType<typeof useLabStore>): () => void {
  const { actions, entry, files } = store.getState()
  let path = entry
  if (area.value !== files[path]) actions.edit(path, area.value)
  const typed = () => actions.edit(path, area.value)
  const unsubscribe = store.subscribe(({ activeFile, files: now }) => {
    path = activeFile
    const text = now[path] ?? ''
    if (area.value === text) return
    const { selectionStart, selectionEnd } = area
    area.value = text
    area.setSelectionRange(selectionStart, selectionEnd)
    area.setAttribute('aria-label', `Code of ${path}`)
  })
  area.addEventListener('input', typed)
  return () => {
    unsubscribe()
    area.removeEventListener('input', typed)
  }
}
