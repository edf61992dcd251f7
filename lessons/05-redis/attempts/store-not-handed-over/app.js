import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { createClient } from 'redis'

const client = createClient({ url: 'redis://localhost:6379', disableOfflineQueue: true })
client.on('error', (error) => console.error('Redis:', error.message))
await client.connect()

const app = express()

// Machines ask this: may visitors come to this server? It stands before the session and needs none.
app.get('/ready', (req, res) => {
  res.status(client.isReady ? 200 : 503).send(client.isReady ? 'ready' : 'Redis is not there')
})

app.use(
  session({
    cookie: { maxAge: 45 * 60 * 1000 },
    secret: 'keep it secret',
    resave: false,
    saveUninitialized: false,
  }),
)

app.get('/basket', (req, res) => {
  res.json(req.session.basket ?? [])
})

app.get('/add/:thing', (req, res) => {
  req.session.basket = [...(req.session.basket ?? []), req.params.thing]
  res.json(req.session.basket)
})

app.listen(3000)
