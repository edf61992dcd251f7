const express = require('express')
const cookieSession = require('cookie-session')

const app = express()

// Decodes what it is given. It stands before the session and knows no key.
app.get('/decode', (req, res) => {
  res.type('text').send(Buffer.from(String(req.query.text), 'base64').toString())
})

app.use(
  cookieSession({
    name: 'session',
    signed: false,
  }),
)

app.get('/', (req, res) => {
  const { user, role, notes = [] } = req.session
  res.send(user ? `${user} is a ${role} with ${notes.length} notes` : 'Who are you?')
})

// A real site asks for a password here.
app.get('/login/:name', (req, res) => {
  req.session.user = req.params.name
  req.session.role = 'customer'
  res.send(`Hello ${req.params.name}`)
})

app.get('/note', (req, res) => {
  req.session.notes = [...(req.session.notes ?? []), 'blah '.repeat(160)]
  res.send(`Note ${req.session.notes.length} is kept`)
})

app.get('/logout', (req, res) => {
  req.session = null
  res.send('Goodbye')
})

app.listen(3000)
