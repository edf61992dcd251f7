import type { Metadata } from 'next'
import type { ComponentType } from 'react'
import { LessonTop } from '@/components/panels/checks/lesson-top'
import { LessonProse } from '@/components/prose/lesson-prose'
import { listLessons, loadLesson } from '@/lessons/kit/load-lesson'
import { LessonScreen } from './lesson-screen'

export const dynamicParams = false

interface Props {
  params: Promise<{ slug: string }>
}

export function generateStaticParams() {
  return listLessons().map(({ slug }) => ({ slug }))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, meta } = loadLesson((await params).slug)
  return { title: `${String(number)}. ${meta.title}`, description: meta.promise }
}

/** One lesson: its text, its code, and the lab beside it. */
export default async function LessonPage({ params }: Props) {
  const { slug } = await params
  const { meta, number, starter, solution, next } = loadLesson(slug)
  const text: unknown = await import(`@/lessons/${slug}/lesson.mdx`)
  if (!isText(text)) throw new Error(`lessons/${slug}/lesson.mdx has no text.`)
  const Text = text.default
  return (
    <LessonScreen
      course={{ slug, number, starter, solution, lessons: listLessons(), ...meta }}
      solution={solution}
      next={next && { slug: next.slug, title: next.meta.title }}
    >
      <LessonProse>
        <LessonTop minutes={meta.minutes} />
        <Text />
      </LessonProse>
    </LessonScreen>
  )
}

function isText(module: unknown): module is { default: ComponentType } {
  return (
    typeof module === 'object' && module !== null && 'default' in module && typeof module.default === 'function'
  )
}
