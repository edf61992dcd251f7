import express from 'express'
import session from 'express-session'
import FileStoreFactory from 'session-file-store'

const FileStore = FileStoreFactory(session)
const app = express()

const store = new FileStore({ path: './sessions' })

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

app.get('/about', (req, res) => {
  res.send('This page reads nothing and writes nothing.')
})

app.listen(3000)
