import { SessionChip } from '@/components/ui/session-chip'
import { STORY_SID, type Frame } from './story'

const CENTRES = [16.666, 50, 83.333] as const

/** One message between two lifelines; it grows from where it was sent. */
export function StoryArrow({ frame, shown, current }: { frame: Frame; shown: boolean; current: boolean }) {
  const back = frame.to < frame.from
  const left = CENTRES[back ? frame.to : frame.from]
  return (
    <div
      className="group relative h-8 transition-opacity duration-300 data-[state=hidden]:opacity-0"
      data-state={shown ? (current ? 'now' : 'past') : 'hidden'}
    >
      <div className="absolute inset-y-0" style={{ left: `${String(left)}%`, width: '33.333%' }}>
        <span
          className="absolute inset-x-0.5 bottom-1.5 h-[1.5px] bg-ink group-data-[state=past]:bg-edge transition-transform duration-700 ease-out"
          style={{ transformOrigin: back ? 'right' : 'left', transform: `scaleX(${shown ? '1' : '0'})` }}
        />
        <span
          className="absolute bottom-[2.5px] size-0 border-[4.5px] border-transparent text-ink group-data-[state=past]:text-edge transition-opacity delay-500 duration-200"
          style={{
            opacity: shown ? 1 : 0,
            ...(back
              ? { left: 0, borderRightColor: 'currentColor', borderLeftWidth: 0 }
              : { right: 0, borderLeftColor: 'currentColor', borderRightWidth: 0 }),
          }}
        />
        <span
          className="absolute bottom-2.5 flex -translate-x-1/2 items-center gap-1.5 bg-bg px-1.5 font-mono text-xs whitespace-nowrap group-data-[state=past]:text-muted transition-[left] duration-700 ease-out"
          style={{ left: shown ? '50%' : back ? '85%' : '15%' }}
        >
          {frame.label}
          {frame.sid ? <SessionChip sid={STORY_SID} className="text-xs" /> : null}
        </span>
      </div>
    </div>
  )
}
