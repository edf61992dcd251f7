import type { SessionShape as Shape } from '@/protocol/session-name'

const PATHS: Record<Shape, string> = {
  square: 'M1 1h8v8H1z',
  circle: 'M5 .5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z',
  triangle: 'M5 .5 9.75 9.25H.25z',
  diamond: 'M5 0 10 5 5 10 0 5z',
}

/** The shape that goes with a session's colour, for those who do not tell colours apart. */
export function SessionShape({ shape }: { shape: Shape }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className="size-[0.6em] shrink-0 fill-current">
      <path d={PATHS[shape]} />
    </svg>
  )
}
