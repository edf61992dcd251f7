import MemcachedStoreFactory from 'connect-memcached'
import express from 'express'
import session from 'express-session'
import Memcached from 'memcached'

const MemcachedStore = MemcachedStoreFactory(session)
const cache = new Memcached('localhost:11211')
const LETTER = 'All is well here. '.repeat(5600)

const app = express()

app.use(
  session({
    store: new MemcachedStore({ hosts: 'localhost:11211', prefix: 'sess:', ttl: 30 * 24 * 60 * 60 }),
    cookie: { maxAge: 60 * 24 * 60 * 60 },
    secret: 'keep it secret',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/write', (req, res) => {
  req.session.letter = LETTER
  res.send('Your letter is kept.')
})

app.get('/read', (req, res) => {
  res.send(req.session.letter ? `${req.session.letter.slice(0, 17)} …` : 'No letter.')
})

// The same Memcached keeps finished pages, each about as long as a letter. In a busy hour there are many.
app.get('/busy/:pages', async (req, res) => {
  for (let page = 1; page <= req.params.pages; page += 1) {
    await new Promise((done) => cache.set(`page-${page}`, LETTER, 3600, done))
  }
  res.send(`${req.params.pages} pages went into the cache.`)
})

app.listen(3000)
