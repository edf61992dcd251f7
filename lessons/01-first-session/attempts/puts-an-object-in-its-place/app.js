const express = require('express')
const session = require('express-session')

const app = express()

app.use(express.json())
app.use(
  session({
    secret: 'keep it secret',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/', (req, res) => {
  const visits = (req.session.visits ?? 0) + 1
  req.session = { visits }
  res.send(`Visit ${visits}`)
})

app.get('/about', (req, res) => {
  res.send('A small shop. Nobody needs a session to read this.')
})

app.post('/update/name', (req, res) => {
  req.session.name = req.body?.name
  res.json({ name: req.session.name ?? null })
})

app.get('/whoami', (req, res) => {
  res.json({ name: req.session.name ?? null })
})

app.post('/logout', (req, res) => {
  req.session.destroy(() => res.send('Bye'))
})

// Looks into the store by hand, under whatever key you give it.
app.get('/peek', (req, res) => {
  req.sessionStore.get(req.query.key, (error, record) => {
    res.json({ key: req.query.key, record: record ?? 'nothing under this key' })
  })
})

app.listen(3000)
