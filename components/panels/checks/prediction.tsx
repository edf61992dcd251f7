'use client'

import { useId } from 'react'
import { changeProgress, readProgress } from '@/components/hooks/lesson-progress'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { Prediction } from '@/lessons/kit/lesson'

interface Props {
  slug: string
  question: Prediction
  outcome: ReturnType<Prediction['judge']>
  /** The option chosen before, if any. */
  answer: string | null
  /** The option marked last, perhaps not confirmed. */
  marked: string | null
}

/** A question before a run. The answer is kept, and judged by what then really happens. */
export function PredictionView({ slug, question, outcome, answer, marked }: Props) {
  const keep = (what: 'predictions' | 'marked', option: string) =>
    changeProgress(slug, { [what]: { ...readProgress(slug)[what], [question.id]: option } })
  return (
    <div className="mb-4 border-b pb-4">
      {outcome ? (
        <Outcome question={question} outcome={outcome} answer={answer} />
      ) : (
        <Guess
          question={question}
          answer={answer}
          chosen={marked ?? answer}
          onMark={(option) => keep('marked', option)}
          onKeep={(option) => keep('predictions', option)}
        />
      )}
    </div>
  )
}

interface GuessProps extends Pick<Props, 'question' | 'answer'> {
  chosen: string | null
  onMark: (option: string) => void
  onKeep: (option: string) => void
}

function Guess({ question, answer, chosen, onMark, onKeep }: GuessProps) {
  const name = useId()
  const isKept = answer !== null && chosen === answer
  const canKeep = chosen !== null && !isKept
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (canKeep) onKeep(chosen)
      }}
    >
      <fieldset>
        <legend className="mb-2 font-medium">
          <span className="block text-sm font-semibold text-accent">Before you do: what do you expect?</span>
          {question.question}
        </legend>
        <div className="grid gap-1">
          {question.options.map((option) => (
            <label
              key={option.id}
              className="flex cursor-pointer items-start gap-2.5 rounded-md px-2 py-1 hover:bg-soft"
            >
              <input
                type="radio"
                name={name}
                value={option.id}
                checked={chosen === option.id}
                onChange={() => onMark(option.id)}
                className="mt-1.5 accent-[var(--accent)]"
              />
              {option.text}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-2 flex min-h-8 items-center gap-3 pl-2">
        {/* Not disabled and not taken away: whoever pressed it goes on from here. */}
        <Button type="submit" held={!canKeep}>
          That is my guess
        </Button>
        <p role="status" className="text-base text-muted">
          {isKept ? 'Kept. Now do the task and see.' : null}
        </p>
      </div>
    </form>
  )
}

function Outcome({
  question,
  outcome,
  answer,
}: Pick<Props, 'question' | 'answer'> & { outcome: { option: string; because: string } }) {
  const textOf = (id: string) => question.options.find((option) => option.id === id)?.text ?? id
  const isRight = answer === outcome.option
  return (
    <div role="status">
      <p className="mb-2 font-medium">{question.question}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-base">
        {answer === null ? null : (
          <>
            <dt className="text-muted">You expected</dt>
            <dd className={classNames(!isRight && 'line-through decoration-bad')}>{textOf(answer)}</dd>
          </>
        )}
        <dt className="text-muted">It was</dt>
        <dd className="font-semibold">
          {textOf(outcome.option)}
          {isRight ? <span className="font-normal text-ok"> · as you expected</span> : null}
        </dd>
      </dl>
      <p className="mt-2 text-base">{outcome.because}</p>
    </div>
  )
}
