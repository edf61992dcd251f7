import type { ReactNode } from 'react'

/** The column that lesson text stands in: a comfortable measure, inline code told from words. */
export function LessonProse({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[38rem] text-lg leading-relaxed [&_:not(pre)>code]:rounded [&_:not(pre)>code]:bg-soft [&_:not(pre)>code]:px-[0.3em] [&_:not(pre)>code]:py-[0.1em] [&_:not(pre)>code]:text-[0.88em]">
      {children}
    </div>
  )
}
