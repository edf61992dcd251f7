import type { Contestant, Question } from '../../kit/comparison'

const storage = (id: string, name: string, engine: Contestant['engine'] = null): Contestant => ({
  id,
  name,
  engine,
  edits:
    id === 'memory'
      ? []
      : [{ file: 'app.js', find: "const STORE = 'memory'", replace: `const STORE = '${id}'` }],
})

/** Every storage of the course; each differs from the first in one word. */
export const contestants: readonly Contestant[] = [
  storage('memory', 'Memory'),
  storage('cookie', 'Cookie'),
  storage('file', 'Files'),
  storage('redis', 'Redis', 'redis'),
  storage('memcached', 'Memcached', 'memcached'),
  storage('postgres', 'PostgreSQL', 'postgres'),
  storage('mongo', 'MongoDB', 'mongo'),
]

export const questions: readonly Question[] = [
  { id: 'lies', title: 'Lies in', means: 'Where the data of Alice’s session was found.' },
  { id: 'cookie', title: 'Cookie', means: 'Bytes of the Cookie header, sent with every request.' },
  { id: 'wire', title: 'To its server', means: 'Bytes to and from the engine, for one request.' },
  { id: 'restart', title: 'App restarts', means: 'Whether Alice’s count goes on in a new process.' },
  { id: 'instances', title: 'Second instance', means: 'Whether two processes in turns both know Alice.' },
  { id: 'death', title: 'Its server dies', means: 'What the app does meanwhile, and what is left after.' },
  { id: 'revoke', title: 'Taken back', means: 'Whether the cookie is worthless after a logout.' },
  { id: 'speed', title: 'Median time', means: 'Half of the timed requests took less than this.' },
  { id: 'needs', title: 'Needs', means: 'What must be there for it to run.' },
]
