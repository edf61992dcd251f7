import express from 'express'
import { PLACES } from './sessions.js'

// memory, file, redis, memcached, postgres, mongo or cookie
const STORE = 'memory'

const app = express()

app.use(await PLACES[STORE]())

app.get('/', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1
  res.send(`Visit ${req.session.visits}`)
})

// A real site asks for a password here.
app.post('/login/:name', (req, res) => {
  req.session.user = req.params.name
  res.send(`Hello ${req.params.name}`)
})

app.get('/me', (req, res) => {
  res.send(req.session.user ? `You are ${req.session.user}` : 'I do not know you')
})

app.post('/logout', (req, res) => {
  req.session = null
  res.send('Goodbye')
})

app.listen(3000)
