import { timeLeft } from '@/components/ui/time-words'

/** How long a session cookie has left. One that is over stays in sight until its jar is looked at again. */
export function endWords(expires: string, now: number): string {
  const left = Date.parse(expires) - now
  return left > 0 ? `ends in ${timeLeft(left)}` : 'expired'
}
