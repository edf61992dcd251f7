import { Diagram } from '../diagram'

const FILES = [
  { hue: 'teal', who: 'Alice’s cookie', id: 'x7QkM2rTn4Zf' },
  { hue: 'plum', who: 'Bob’s cookie', id: 'Lm3pV8sYc0aT' },
] as const

/** The id in a cookie beside the name of the file it leads to. */
export function FileNames() {
  return (
    <Diagram caption="One session, one file. The id in the cookie is the file’s name.">
      <ul className="grid w-max gap-2 text-sm">
        {FILES.map(({ hue, who, id }) => (
          <li key={id} data-hue={hue} className="flex items-center gap-2">
            <span className="w-24 text-muted">{who}</span>
            <code className="rounded bg-hue-soft px-1 font-semibold text-hue">{id}</code>
            <span aria-hidden className="text-muted">
              →
            </span>
            <code>
              sessions/<span className="rounded bg-hue-soft px-0.5 font-semibold text-hue">{id}</span>.json
            </code>
          </li>
        ))}
      </ul>
    </Diagram>
  )
}
