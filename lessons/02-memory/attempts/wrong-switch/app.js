const express = require('express')
const session = require('express-session')

const app = express()

app.use(
  session({
    secret: 'keep it secret',
    resave: true,
    saveUninitialized: true,
  }),
)

app.get('/basket', (req, res) => {
  res.json(req.session.basket ?? [])
})

app.get('/add/:thing', (req, res) => {
  req.session.basket = [...(req.session.basket ?? []), req.params.thing]
  res.json(req.session.basket)
})

// A machine asks every few seconds whether the shop is open. It keeps no cookies.
app.get('/health', (req, res) => {
  res.send('open')
})

app.listen(3000)
