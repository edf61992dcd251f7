'use client'

import { useEffect, useState } from 'react'

export interface Playback {
  /** -1 before the first frame. */
  frame: number
  playing: boolean
  ended: boolean
  toggle: () => void
}

const FRAME_MS = 1900

/** Plays frames one after the other. For those who asked for less motion it stands at the last one until they press Play. */
export function usePlayback(count: number): Playback {
  const [frame, setFrame] = useState(-1)
  const [playing, setPlaying] = useState(true)
  const ended = frame >= count - 1

  useEffect(() => {
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const timer = setTimeout(() => {
      setPlaying(false)
      setFrame(count - 1)
    })
    return () => clearTimeout(timer)
  }, [count])

  useEffect(() => {
    if (!playing || ended) return
    const timer = setTimeout(() => setFrame(frame + 1), frame < 0 ? 500 : FRAME_MS)
    return () => clearTimeout(timer)
  }, [playing, ended, frame])

  const toggle = () => {
    if (ended) setFrame(-1)
    setPlaying(ended || !playing)
  }
  return { frame, playing: playing && !ended, ended, toggle }
}
