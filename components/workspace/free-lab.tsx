'use client'

import { LabProvider } from '@/components/sandbox/lab-context'
import type { LessonSummary } from '@/lessons/kit/load-lesson'
import type { Course } from './course'
import { Workspace } from './workspace'

const COUNTER = `const express = require('express')
const session = require('express-session')

const app = express()

app.use(
  session({
    secret: 'keep it secret',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
  req.session.views = (req.session.views ?? 0) + 1
  res.send(\`Visit \${req.session.views}\`)
})

app.listen(3000)
`

const STARTER = { files: { 'app.js': COUNTER }, entry: 'app.js' }

/** The screen with an app of one's own: a counter to begin with. */
export function FreeLab({ lessons }: { lessons: readonly LessonSummary[] }) {
  const course: Course = {
    slug: 'lab',
    number: null,
    title: 'The lab',
    entry: STARTER.entry,
    firstUrl: '/',
    starter: STARTER.files,
    solution: null,
    lessons,
  }
  return (
    <LabProvider options={{ label: 'lab', starter: STARTER }}>
      <Workspace course={course} prose={null} />
    </LabProvider>
  )
}
