'use client'

import { useLab, useLabActions } from '@/components/sandbox/use-lab'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'

/** Says whether the cards show now or a past moment, and leads back to now. */
export function LiveSwitch() {
  const live = useLab((lab) => lab.cursor === 'live')
  const actions = useLabActions()
  return (
    <Button
      size="small"
      kind={live ? 'quiet' : 'plain'}
      aria-current={live ? 'time' : undefined}
      onClick={() => actions.moveCursor('live')}
      title={live ? 'The cards show this very moment' : 'The cards show a past moment. Go to now (End)'}
      className={classNames('w-24', live ? 'text-ok hover:text-ok' : 'border-accent text-accent')}
    >
      {live ? (
        <>
          <span aria-hidden className="size-2 rounded-full bg-current" /> live
        </>
      ) : (
        'Back to live'
      )}
    </Button>
  )
}
