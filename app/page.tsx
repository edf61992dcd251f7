import { Home } from '@/components/workspace/home/home'
import { listLessons } from '@/lessons/kit/load-lesson'

/** What this is, the course, and the way into the lab. */
export default function HomePage() {
  return <Home lessons={listLessons()} />
}
