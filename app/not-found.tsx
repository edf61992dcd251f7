import Link from 'next/link'
import { Wordmark } from '@/components/ui/wordmark'

/** There is no such page. */
export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center gap-5 px-6">
      <Wordmark />
      <h1 className="text-2xl font-semibold tracking-tight">There is no page at this address</h1>
      <p className="text-lg text-muted">The trail ends here. The course and the lab are where they were.</p>
      <p className="flex gap-5 text-base font-medium text-accent">
        <Link href="/" className="underline underline-offset-4">
          The course
        </Link>
        <Link href="/lab" className="underline underline-offset-4">
          The lab
        </Link>
      </p>
    </main>
  )
}
