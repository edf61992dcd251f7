import { Diagram } from '../diagram'

const PARTS = [
  { text: 'connect.sid', name: 'name', quiet: true },
  { text: '=', name: '', quiet: true },
  { text: 's%3A', name: 'signed', quiet: true },
  { text: 'x7QkM2rTn4Zf', name: 'the id', quiet: false },
  { text: '.', name: '', quiet: true },
  { text: 'aVw9…Jk0', name: 'signature', quiet: true },
] as const

/** The session cookie taken apart; the one part that leads to the record is coloured. */
export function CookieLine() {
  return (
    <Diagram caption="The whole line is the cookie. Only the coloured part is the key of the record.">
      <div className="flex w-max items-start font-mono text-sm" data-hue="teal">
        {PARTS.map((part) => (
          <span key={part.text} className="flex flex-col items-center">
            <span className={part.quiet ? 'text-muted' : 'rounded bg-hue-soft px-0.5 font-semibold text-hue'}>
              {part.text}
            </span>
            {part.name === '' ? null : (
              <span className="mt-1 flex w-0 flex-col items-center font-sans text-xs whitespace-nowrap text-muted">
                <span aria-hidden className="mb-0.5 h-2 w-px bg-edge" />
                {part.name}
              </span>
            )}
          </span>
        ))}
      </div>
    </Diagram>
  )
}
