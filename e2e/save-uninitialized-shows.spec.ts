import { app } from './fixtures/apps'
import { expect, test } from './fixtures/promise'

const cases = [
  { saveUninitialized: true, sessions: 1 },
  { saveUninitialized: false, sessions: 0 },
]

for (const { saveUninitialized, sessions } of cases) {
  test(`saveUninitialized: ${saveUninitialized} makes ${sessions} cookies and records for a look`, async ({
    learner,
  }) => {
    await learner.runApp(app(`secret: 'keyboard cat', resave: false, saveUninitialized: ${saveUninitialized}`))
    const { response } = await learner.send('alice', 'GET', '/look')
    const setCookies = response?.headers.filter(([name]) => name.toLowerCase() === 'set-cookie') ?? []
    expect(setCookies).toHaveLength(sessions)
    const [heap] = await learner.storeOf('memory')
    expect(heap?.total ?? 0).toBe(sessions)
  })
}
