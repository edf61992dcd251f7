'use client'

import { fetched } from '@/components/ui/fetched'

const CleanStartDialog = fetched(() => import('./clean-start-dialog'))

interface Props {
  onBegin: () => void
  onClose: () => void
}

/** Asks before a trial of an option empties the stores. */
export function TrialQuestion(props: Props) {
  return <CleanStartDialog of="trial" {...props} />
}
