import { Diagram } from '../diagram'

const PARTS = [
  { text: 'postgres', name: 'protocol' },
  { text: '://' },
  { text: 'learner', name: 'user' },
  { text: ':' },
  { text: 'secret', name: 'password' },
  { text: '@' },
  { text: 'localhost', name: 'address' },
  { text: ':' },
  { text: '5432', name: 'port' },
  { text: '/' },
  { text: 'express-store-test', name: 'database' },
] as const

/** A connection string taken apart. */
export function ConnectionLine() {
  return (
    <Diagram caption="Who is asking, where the server is, and which of its databases is meant.">
      <div className="flex w-max items-start font-mono text-sm">
        {PARTS.map((part, index) => (
          <span key={index} className="flex flex-col items-center">
            <span className={'name' in part ? 'rounded bg-soft px-0.5 font-semibold' : 'px-px text-muted'}>
              {part.text}
            </span>
            {'name' in part ? (
              <span className="mt-1 flex flex-col items-center font-sans text-xs whitespace-nowrap text-muted">
                <span aria-hidden className="mb-0.5 h-2 w-px bg-edge" />
                {part.name}
              </span>
            ) : null}
          </span>
        ))}
      </div>
    </Diagram>
  )
}
