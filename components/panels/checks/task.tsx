'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { CodeWords } from '@/components/ui/code-words'
import { useChecks } from './checks-scope'
import { PredictionView } from './prediction'
import { Tick } from './tick'

/** One task of the lesson, in the text where it belongs: ticked by real traffic, with a hint on request. */
export function Task({ id }: { id: string }) {
  const { slug, tasks, progress } = useChecks()
  const state = tasks.find((one) => one.task.id === id)
  const hintId = useId()
  const [hinting, setHinting] = useState(false)
  if (!state) throw new Error(`This lesson has no task “${id}”. Its module.ts says where they are listed.`)
  const { task, number, done, result, prediction } = state
  const shown = hinting && !done
  return (
    <section
      aria-label={`Task ${String(number)}`}
      data-task={id}
      data-done={done}
      className={classNames(
        'my-6 rounded-xl border bg-panel px-4 py-3.5 transition-colors',
        done ? 'border-line' : 'border-edge',
      )}
    >
      {prediction ? (
        <PredictionView
          slug={slug}
          {...prediction}
          answer={progress.predictions[prediction.question.id] ?? null}
          marked={progress.marked[prediction.question.id] ?? null}
        />
      ) : null}
      <div className="flex items-start gap-3">
        <Tick done={done} number={number} />
        <p className={classNames('min-w-0 flex-1', done && 'text-muted')}>
          <CodeWords text={task.text} />
        </p>
        {done ? null : (
          <Button
            kind="quiet"
            size="small"
            aria-expanded={shown}
            aria-controls={hintId}
            onClick={() => setHinting(!hinting)}
          >
            Hint
          </Button>
        )}
      </div>
      <div id={hintId} role="status">
        {shown ? (
          <p className="mt-2.5 ml-9 rounded-lg bg-warn-soft px-3 py-2 text-base text-ink">
            <CodeWords text={result.hint} />
          </p>
        ) : null}
      </div>
    </section>
  )
}
