'use client'

import { usePlayer } from './walkthrough-scope'

/** Why the walkthrough could not go on, if so. */
export function Trouble() {
  const trouble = usePlayer((player) => player.trouble)
  if (trouble === null) return null
  return (
    <p role="alert" className="mt-1 text-base text-bad">
      {trouble}
    </p>
  )
}
