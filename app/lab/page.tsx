import type { Metadata } from 'next'
import { FreeLab } from '@/components/workspace/free-lab'
import { listLessons } from '@/lessons/kit/load-lesson'

export const metadata: Metadata = { title: 'The lab' }

/** The lab without a lesson. */
export default function LabPage() {
  return <FreeLab lessons={listLessons()} />
}
