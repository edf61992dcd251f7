const express = require('express')
const { getIronSession } = require('iron-session')

const app = express()

// Decodes what it is given. It stands before the session and knows no key.
app.get('/decode', (req, res) => {
  res.type('text').send(Buffer.from(String(req.query.text), 'base64').toString())
})

const sealed = {
  cookieName: 'session',
  password: 'keep it secret, and make it long',
  cookieOptions: { secure: false },
}

app.use(async (req, res, next) => {
  req.session = await getIronSession(req, res, sealed)
  next()
})

app.get('/', (req, res) => {
  const { user, role, notes = [] } = req.session
  res.send(user ? `${user} is a ${role} with ${notes.length} notes` : 'Who are you?')
})

// A real site asks for a password here.
app.get('/login/:name', async (req, res) => {
  req.session.user = req.params.name
  req.session.role = 'customer'
  await req.session.save()
  res.send(`Hello ${req.params.name}`)
})

app.get('/note', async (req, res) => {
  req.session.notes = [...(req.session.notes ?? []), 'blah '.repeat(160)]
  await req.session.save()
  res.send(`Note ${req.session.notes.length} is kept`)
})

app.get('/logout', (req, res) => {
  req.session = null
  res.send('Goodbye')
})

app.listen(3000)
