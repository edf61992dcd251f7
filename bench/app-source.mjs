/** The app that is measured: every request of `/` loads and saves a session. It listens on the port it is given. */
export const APP = `const express = require('express')
const session = require('express-session')

const app = express()
app.use(session({ secret: 'bench', resave: false, saveUninitialized: false }))
app.get('/', (req, res) => {
  req.session.views = (req.session.views ?? 0) + 1
  res.send('views ' + req.session.views)
})
app.get('/tick/:n', (req, res) => res.send(req.params.n))
app.listen(process.env.PORT ?? 3000, '127.0.0.1')
`
