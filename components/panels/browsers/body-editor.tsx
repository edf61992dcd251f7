import { useId } from 'react'
import { classNames } from '@/components/ui/class-names'
import { FIELD_LOOK } from './field-look'
import { complaint, type BodyKind, type Draft } from './request-draft'

const KINDS: [BodyKind, string][] = [
  ['none', 'None'],
  ['json', 'JSON'],
  ['form', 'Form'],
  ['text', 'Text'],
]

/** The request's body: none, JSON, form fields or plain text. Content-Type follows the kind. */
export function BodyEditor({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const id = useId()
  const wrong = complaint(draft)
  const kind = draft.bodyKind
  return (
    <div className="mt-1 grid gap-1.5">
      <fieldset className="flex gap-3 text-sm">
        <legend className="sr-only">Kind of body</legend>
        {KINDS.map(([value, label]) => (
          <label key={value} className="flex cursor-pointer items-center gap-1.5">
            <input
              type="radio"
              name={id}
              className="accent-[var(--accent)]"
              checked={kind === value}
              onChange={() => onChange({ ...draft, bodyKind: value })}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {kind === 'none' ? null : (
        <textarea
          aria-label={`Body as ${kind === 'json' ? 'JSON' : kind}`}
          aria-invalid={wrong !== null}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          rows={3}
          spellCheck={false}
          value={draft.bodies[kind]}
          onChange={(event) => onChange({ ...draft, bodies: { ...draft.bodies, [kind]: event.target.value } })}
          className={classNames(FIELD_LOOK, 'w-full resize-y leading-relaxed')}
        />
      )}
      {wrong ? (
        <p id={`${id}-wrong`} className="text-xs text-warn">
          {wrong}
        </p>
      ) : null}
      {kind === 'form' ? <p className="text-xs text-muted">Fields as name=value, joined by &amp;.</p> : null}
    </div>
  )
}
