import express from 'express'
import session from 'express-session'
import FileStoreFactory from 'session-file-store'

const app = express()

app.use(
  session({
    store: new FileStoreFactory({ path: './sessions', retries: 0 }),
    secret: 'keep it secret',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.send(`Visit ${req.session.visits}`)
})

app.get('/about', (req, res) => {
  res.send('This page reads nothing and writes nothing.')
})

app.listen(3000)
