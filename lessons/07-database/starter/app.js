import connectPgSimple from 'connect-pg-simple'
import express from 'express'
import session from 'express-session'
import pg from 'pg'

const PgStore = connectPgSimple(session)

const pool = new pg.Pool({
  connectionString: 'postgres://learner:secret@localhost:5432/express-store-test',
  // Keeps idle connections open. Otherwise the pool closes them after ten seconds.
  idleTimeoutMillis: 0,
})

const store = new PgStore({
  pool,
  // Its own clean-up is off, so that you can watch expired rows.
  pruneSessionInterval: false,
})

const app = express()

app.use(
  session({
    secret: 'keep it secret',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.send(`Visit ${req.session.visits}`)
})

// A real site asks for a password here.
app.post('/login/:name', (req, res) => {
  req.session.user = { name: req.params.name, role: 'customer' }
  res.send(`Hello ${req.params.name}`)
})

app.get('/orders', (req, res) => {
  if (req.session.user?.role !== 'staff') return res.status(403).send('This page is for staff.')
  res.send('The orders of all customers')
})

// By hand what the store else does by itself every 15 minutes.
app.get('/prune', (req, res, next) => {
  store.pruneSessions((error) => {
    if (error) return next(error)
    res.send('Expired rows are deleted.')
  })
})

app.listen(3000)
