'use client'

import { Button } from '@/components/ui/button'
import { Trouble } from './trouble'
import { usePlayer } from './walkthrough-scope'

/** After the last step: the learner's own code is offered back. */
export function ReturnCode() {
  const isCut = usePlayer((player) => player.phase === 'off')
  const say = usePlayer((player) => player.say)
  const isWhole = usePlayer((player) => player.played === player.total)
  const { giveBack, close, begin } = usePlayer((player) => player.actions)
  return (
    <div className="present:wide:flex present:wide:items-center present:wide:gap-6">
      <div className="present:wide:flex-1">
        {isWhole && say !== null ? <p className="mb-2 text-lg text-pretty">{say}</p> : null}
        <Trouble />
        <p role="status" className="text-base text-muted">
          {isCut ? 'The walkthrough was cut short when the page was left.' : 'The walkthrough has ended.'} Your
          own code was put aside and is safe.{' '}
          <span className="present:hidden">
            Its requests have ticked tasks: to do them yourself, press Start over above the text.
          </span>
        </p>
      </div>
      <div className="mt-2.5 flex shrink-0 flex-wrap gap-2 present:wide:mt-0">
        <Button kind="primary" onClick={giveBack}>
          Give me my code back
        </Button>
        <Button onClick={close}>Keep this code</Button>
        <Button kind="quiet" onClick={() => begin(false)}>
          Play again
        </Button>
      </div>
    </div>
  )
}
