/** The session id of the picture; its look is derived like any other's. */
export const STORY_SID = 'CrrxOPHQoPRDPqesmISsCPVZ1E1-ZobV'

export type Lane = 0 | 1 | 2

export interface Frame {
  /** Read under the picture while the arrow moves. */
  say: string
  from: Lane
  to: Lane
  /** What travels; `sid` adds the session's chip. */
  label: string
  sid: boolean
  /** What each place holds once the arrow has arrived. */
  jar: boolean
  page: string | null
  session: number | null
  record: number | null
}

/** Two visits of one person, as express-session handles them with its default store. */
export const FRAMES: readonly Frame[] = [
  {
    say: 'Alice opens a page. Her jar is empty, so there is no cookie to send.',
    from: 0,
    to: 1,
    label: 'GET /visits',
    sid: false,
    jar: false,
    page: null,
    session: null,
    record: null,
  },
  {
    say: 'The server makes a session, counts the visit, and keeps it in the store under its id.',
    from: 1,
    to: 2,
    label: 'set',
    sid: true,
    jar: false,
    page: null,
    session: 1,
    record: 1,
  },
  {
    say: 'The id travels back in one header. Her jar keeps it. The data stays on the server.',
    from: 1,
    to: 0,
    label: 'Set-Cookie',
    sid: true,
    jar: true,
    page: 'Visit 1',
    session: 1,
    record: 1,
  },
  {
    say: 'Alice comes back. HTTP has forgotten her, but now the cookie goes along.',
    from: 0,
    to: 1,
    label: 'Cookie',
    sid: true,
    jar: true,
    page: 'Visit 1',
    session: null,
    record: 1,
  },
  {
    say: 'The signature is valid, so the server asks the store for this id.',
    from: 1,
    to: 2,
    label: 'get',
    sid: true,
    jar: true,
    page: 'Visit 1',
    session: null,
    record: 1,
  },
  {
    say: 'The record is there. It becomes req.session again.',
    from: 2,
    to: 1,
    label: 'views 1',
    sid: true,
    jar: true,
    page: 'Visit 1',
    session: 1,
    record: 1,
  },
  {
    say: 'The data changed, so it is saved under the same id.',
    from: 1,
    to: 2,
    label: 'set',
    sid: true,
    jar: true,
    page: 'Visit 1',
    session: 2,
    record: 2,
  },
  {
    say: 'The answer needs no new cookie. One id, one colour, in every place it appears.',
    from: 1,
    to: 0,
    label: '200',
    sid: false,
    jar: true,
    page: 'Visit 2',
    session: 2,
    record: 2,
  },
]
